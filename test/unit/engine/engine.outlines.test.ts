import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engine';
import type { Histogram } from '../../../src/protocol/dataset';
import { EMBEDDED, EngineFixture, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';
import { StubModels } from './stubModels';

describe('engine: rows that are embedded only where it matters', () => {
  const fixture = new EngineFixture();

  it('embeds for groups of near-duplicates only what may be one', async () => {
    const rows = [...poolRows(4, 2), { instruction: 'alone in the pool', output: 'an answer' }];
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(rows));
    const models = new StubModels();
    const engine = fixture.start(models);
    const { datasetId } = await engine.request('dataset/open', { path: file });
    const stages: string[] = [];
    const groups = await engine.request(
      'dataset/nearDuplicates',
      { datasetId, embedder: EMBEDDED, threshold: 0.9 },
      { onProgress: ({ stage, done, total }) => stages.push(`${stage} ${done} of ${total}`) },
    );
    assert.deepEqual(
      groups.map(({ rows: found }) => found.map(({ rowIndex }) => rowIndex)),
      [
        [0, 2],
        [1, 3],
      ],
    );
    assert.equal(models.embedded.length, 4);
    assert.ok(models.embedded.every((text) => !text.includes('alone')));
    assert.deepEqual(
      stages.filter((stage) => stage.includes(' 0 of ')),
      ['read 0 of 5', 'cluster 0 of 5', 'embed 0 of 4'],
    );
  });

  it('embeds for a selection what may be a near-duplicate, and the rest when somebody looks at the similarities', async () => {
    const rows = [
      ...poolRows(6, 3),
      ...poolRows(3).map((row) => ({ ...row, instruction: `other-${row.instruction}` })),
    ];
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(rows));
    const models = new StubModels();
    const engine = fixture.start(models);
    const info = await engine.request('dataset/open', { path: file });
    const { datasetId } = info;
    const summary = await select(engine, info, { budget: -1 });
    assert.deepEqual([summary.counts.nearDuplicate, summary.computed.rowsEmbedded, models.embedded.length], [3, 6, 6]);
    const changed = new Promise((resolve) => engine.on('datasetChanged', resolve));
    const similarities = async () =>
      (await engine.request('dataset/histograms', { datasetId, bins: 4 })).find(
        ({ signal }) => signal === 'similarity',
      );
    const before = await similarities();
    assert.deepEqual([before?.incomplete, sum(before?.counts), sum(before?.selectedCounts)], [true, 3, 0]);
    await changed;
    const after = await similarities();
    assert.deepEqual([after?.incomplete, sum(after?.counts), sum(after?.selectedCounts)], [undefined, 8, 5]);
    assert.equal(models.embedded.length, 9);
  });

  it('lets a job go before what it computes in the background, and goes on after it', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(6)));
    const models = new StubModels();
    const engine = fixture.start(models);
    const info = await engine.request('dataset/open', { path: file });
    const { datasetId } = info;
    await select(engine, info, { budget: -1 });
    const held = heldUp(models);
    await engine.request('dataset/histograms', { datasetId, bins: 4 });
    await held.reached;
    const scoring = engine.request('dataset/score', { datasetId, scorer: EMBEDDED });
    held.release();
    await scoring;
    assert.deepEqual(metricsOf(await withSimilarities(engine, datasetId)), [...SCORE_METRICS, 'similarity']);
  });

  it('computes the similarities of the next selection, too, once somebody has looked at them', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(6)));
    const engine = fixture.start(new StubModels());
    const info = await engine.request('dataset/open', { path: file });
    const { datasetId } = info;
    await select(engine, info, { budget: 4 });
    await withSimilarities(engine, datasetId);
    let changes = 0;
    const filled = new Promise<void>((resolve) => {
      engine.on('datasetChanged', ({ selection }) => {
        if (selection?.counts.selected === 6 && ++changes === 2) resolve();
      });
    });
    await select(engine, info, { budget: -1 });
    await filled; // Once for the statuses, once for the similarities, which nobody has asked for since.
    const found = await engine.request('dataset/histograms', { datasetId, bins: 4 });
    assert.equal(sum(found.find(({ signal }) => signal === 'similarity')?.counts), 5);
  });

  it('knows in the next engine that similarities are missing, and computes them then', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(4, 2)));
    const cacheDir = fixture.folder.path('cache');
    const first = fixture.start(new StubModels(), cacheDir);
    await select(first, await first.request('dataset/open', { path: file }), { budget: -1 });
    await first.dispose();
    const second = fixture.start(new StubModels(), cacheDir);
    const { datasetId } = await second.request('dataset/open', { path: file });
    const changed = new Promise((resolve) => second.on('datasetChanged', resolve));
    const similarities = async () =>
      (await second.request('dataset/histograms', { datasetId, bins: 4 })).find(
        ({ signal }) => signal === 'similarity',
      );
    assert.equal((await similarities())?.incomplete, true);
    await changed;
    const complete = await similarities();
    assert.deepEqual([complete?.incomplete, sum(complete?.counts)], [undefined, 3]);
  });
});

const SCORE_METRICS = ['evolScore', 'complexityScore', 'qualityScore'];

function metricsOf(histograms: readonly Histogram[]): string[] {
  return histograms.map(({ signal }) => signal);
}

/** The histograms, once the one of similarities is complete. */
async function withSimilarities(engine: Engine, datasetId: string): Promise<Histogram[]> {
  for (;;) {
    const changed = new Promise((resolve) => engine.on('datasetChanged', resolve));
    const found = await engine.request('dataset/histograms', { datasetId, bins: 4 });
    if (found.some(({ signal, incomplete }) => signal === 'similarity' && incomplete !== true)) return found;
    await changed;
  }
}

function sum(counts: readonly number[] = []): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** Stops the models before their next batch. */
function heldUp(models: StubModels): { readonly reached: Promise<void>; readonly release: () => void } {
  let [reach, release] = [(): void => undefined, (): void => undefined];
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const released = new Promise<void>((resolve) => (release = resolve));
  models.beforeBatch = () => {
    models.beforeBatch = () => Promise.resolve();
    reach();
    return released;
  };
  return { reached, release };
}
