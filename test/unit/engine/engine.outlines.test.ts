import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Engine } from '../../../src/engine/engine';
import type { Histogram } from '../../../src/protocol/views';
import { eventually } from '../../support/eventually';
import { EMBEDDED, EngineFixture, gate, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';
import { StubModels } from './stubModels';

describe('engine: rows that are embedded only where it matters', () => {
  const fixture = new EngineFixture();

  /** A pool of six rows with a selection, in an engine of its own. */
  async function selectedPool(budget = -1) {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(6)));
    const models = new StubModels();
    const engine = fixture.start(models);
    const info = await engine.request('dataset/open', { path: file });
    await select(engine, info, { budget });
    return { file, models, engine, info, datasetId: info.datasetId };
  }

  /** Selects from a file by an engine that ends. @returns the folder where its cache is kept */
  async function selectedBefore(file: string): Promise<string> {
    const cacheDir = fixture.folder.path('cache');
    const engine = fixture.start(new StubModels(), cacheDir);
    await select(engine, await engine.request('dataset/open', { path: file }), { budget: -1 });
    await engine.dispose();
    return cacheDir;
  }

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
    const before = await similarityHistogram(engine, datasetId);
    assert.deepEqual([before?.incomplete, sum(before?.counts), sum(before?.selectedCounts)], [true, 3, 0]);
    const after = similarityOf(await withSimilarities(engine, datasetId));
    assert.deepEqual([sum(after?.counts), sum(after?.selectedCounts)], [8, 5]);
    assert.equal(models.embedded.length, 9);
  });

  it('lets a job go before what it computes in the background, and goes on after it', async () => {
    const { models, engine, datasetId } = await selectedPool();
    const { entered, release } = gate(models);
    await engine.request('dataset/histograms', { datasetId, bins: 4 });
    await entered;
    const scoring = engine.request('dataset/score', { datasetId, scorer: EMBEDDED });
    release();
    await scoring;
    assert.deepEqual(metricsOf(await withSimilarities(engine, datasetId)), [...SCORE_METRICS, 'similarity']);
  });

  it('gives up what it computes in the background where it looks at the file, which may have changed', async () => {
    const { file, models, engine, datasetId } = await selectedPool();
    let release = (): void => undefined;
    const entered = new Promise<void>((enter) => {
      models.beforeBatch = (_work, signal) => {
        enter();
        return new Promise((resolve) => {
          release = resolve;
          signal?.addEventListener('abort', () => resolve());
        });
      };
    });
    await engine.request('dataset/histograms', { datasetId, bins: 4 });
    await entered;
    await writeFile(file, toJsonLines(poolRows(5)));
    const changed = await engine.request('dataset/open', { path: file });
    release();
    assert.deepEqual([changed.rowCount, changed.selection], [5, null]);
    await engine.dispose();
    assert.deepEqual(models.embedded, []);
  });

  it('does not try again and again to compute what it cannot, until a job has been', async () => {
    const { models, engine, datasetId } = await selectedPool();
    const warnings: string[] = [];
    engine.on('log', ({ level, message }) => level === 'warn' && warnings.push(message));
    models.embedder = () => Promise.reject(new Error('gone'));
    const look = async (): Promise<void> => {
      await engine.request('dataset/histograms', { datasetId, bins: 4 });
      await engine.request('row/detail', { datasetId, rowIndex: 5 }); // Reads the file, which takes longer than to fail.
    };
    await look();
    await look();
    assert.deepEqual(warnings, ['The nearest similarities of selected rows could not be computed.']);
    await engine.request('dataset/score', { datasetId, scorer: EMBEDDED });
    await look();
    assert.equal(warnings.length, 2);
  });

  it('computes the similarities of the next selection, too, once somebody has looked at them', async () => {
    const { models, engine, info, datasetId } = await selectedPool(4);
    await withSimilarities(engine, datasetId);
    const { length } = models.embedded;
    await select(engine, info, { budget: -1 });
    await eventually(() => {
      assert.equal(models.embedded.length, length + 2, 'nobody has asked for the similarities since');
      return Promise.resolve();
    });
    assert.equal(sum(similarityOf(await withSimilarities(engine, datasetId))?.counts), 5);
  });

  it('knows in the next engine that similarities are missing, and computes them then', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(4, 2)));
    const cacheDir = await selectedBefore(file);
    const second = fixture.start(new StubModels(), cacheDir);
    const { datasetId } = await second.request('dataset/open', { path: file });
    assert.equal((await similarityHistogram(second, datasetId))?.incomplete, true);
    assert.equal(sum(similarityOf(await withSimilarities(second, datasetId))?.counts), 3);
  });

  it('knows in the next engine, too, what is not compared, before it computes similarities', async () => {
    const rows = poolRows(2000).map((row, at) => ({ ...row, images: [`${at % 2}.png`] }));
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(rows));
    const cacheDir = await selectedBefore(file);
    await rm(path.join(cacheDir, 'files-v1'), { recursive: true });
    const whole = fixture.start();
    const info = await whole.request('dataset/open', { path: file });
    await select(whole, info, { budget: -1 });
    const expected = await withSimilarities(whole, info.datasetId);
    const second = fixture.start(new StubModels(), cacheDir);
    const { datasetId, selection } = await second.request('dataset/open', { path: file });
    assert.notEqual(selection, null);
    assert.deepEqual(await withSimilarities(second, datasetId), expected);
  });
});

const SCORE_METRICS = ['evolScore', 'complexityScore', 'qualityScore'];

function metricsOf(histograms: readonly Histogram[]): string[] {
  return histograms.map(({ signal }) => signal);
}

/** Of the similarities, as far as they are known by now. */
async function similarityHistogram(engine: Engine, datasetId: string): Promise<Histogram | undefined> {
  return similarityOf(await engine.request('dataset/histograms', { datasetId, bins: 4 }));
}

function similarityOf(histograms: readonly Histogram[]): Histogram | undefined {
  return histograms.find(({ signal }) => signal === 'similarity');
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
