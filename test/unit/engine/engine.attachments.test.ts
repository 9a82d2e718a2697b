import assert from 'node:assert/strict';
import { appendFile, writeFile } from 'node:fs/promises';
import type { Engine } from '../../../src/engine/engine';
import type { NeighbourPreview } from '../../../src/protocol/nearDuplicates';
import { npyOf } from '../../support/npy';
import { allRows, EMBEDDED, EngineFixture, select } from './engineFixture';
import { toJsonLines } from './poolFiles';
import { StubModels } from './stubModels';

/** The stub embedder takes rows that begin alike for near-duplicates. */
const twin = (more: object = {}): object => ({ instruction: 'look at this', output: 'I see.', ...more });
const image = (name: string): object => twin({ images: [name] });

async function statuses(engine: Engine, info: { datasetId: string }): Promise<(string | undefined)[]> {
  return (await allRows(engine, info as Parameters<typeof allRows>[1])).map(({ status }) => status);
}

const told = (found: readonly NeighbourPreview[]): unknown[] =>
  found.map(({ rowIndex, cosineSimilarity, incomparableFor }) => [
    rowIndex,
    Number(cosineSimilarity.toFixed(4)),
    incomparableFor ?? [],
  ]);

describe('engine: what rows hold beside their texts', () => {
  const fixture = new EngineFixture();
  const { folder } = fixture;

  it('keeps rows with one text and other images, tools or documents, and counts them', async () => {
    const rows = [
      image('a.png'),
      image('b.png'),
      image('a.png'),
      twin({ instruction: 'tell', tools: [{ name: 'f', parameters: { a: 1, b: 2 } }] }),
      twin({ instruction: 'tell', tools: [{ name: 'g' }] }),
      twin({ instruction: 'tell', tools: [{ parameters: { b: 2, a: 1 }, name: 'f' }] }),
      twin({ instruction: 'cite', documents: ['x'] }),
      twin({ instruction: 'cite', documents: ['y'] }),
    ];
    const file = await folder.write('pool.jsonl', `${toJsonLines(rows)}nonsense\n`);
    const engine = fixture.start();
    const info = await engine.request('dataset/open', { path: file });
    const summary = await select(engine, info, { budget: -1 });
    assert.deepEqual(summary.notCompared, { tools: 3, media: 3, documents: 2 });
    const duplicates = (await allRows(engine, info)).flatMap(({ rowIndex, nearDuplicateOf }) =>
      nearDuplicateOf === undefined ? [] : [[rowIndex, nearDuplicateOf.rowIndex]],
    );
    assert.deepEqual(duplicates.map((pair) => pair.toSorted()).toSorted(), [
      [0, 2],
      [3, 5],
    ]);
    const report = (await fixture.report(engine, info)) as unknown as { run: { notCompared: unknown } };
    assert.deepEqual(report.run.notCompared, { tools: 3, media: 3, documents: 2 });
  });

  it('says nothing of it where no row holds any', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines([twin(), twin({ images: [], tools: null })]));
    const engine = fixture.start();
    const info = await engine.request('dataset/open', { path: file });
    const summary = await select(engine, info, { budget: -1 });
    assert.equal('notCompared' in summary, false);
    assert.equal(summary.counts.nearDuplicate, 1);
  });

  it('lists incomparable rows last, with similarity 0 and the reason', async () => {
    const rows = [image('a.png'), image('b.png'), twin(), twin({ instruction: 'other' }), image('a.png')];
    const file = await folder.write('pool.jsonl', toJsonLines(rows));
    // Row 3 points the other way: less similar than 0.
    const matrix = [[1, 0], [1, 0], [1, 0], [-1, 1], [1, 0]]; // prettier-ignore
    const embedder = { kind: 'file', path: await folder.write('pool.npy', npyOf(matrix)) } as const;
    const engine = fixture.start();
    const { datasetId } = await engine.request('dataset/open', { path: file });
    const near = await engine.request('row/neighbours', { datasetId, rowIndex: 0, count: 9, embedder });
    assert.deepEqual(told(near), [
      [2, 1, []],
      [4, 1, []],
      [3, -0.7071, []],
      [1, 0, ['media']],
    ]);
    const fewer = await engine.request('row/neighbours', { datasetId, rowIndex: 1, count: 3, embedder });
    assert.deepEqual(told(fewer), [
      [2, 1, []],
      [3, -0.7071, []],
      [0, 0, ['media']],
    ]);
  });

  it('groups what hangs together by comparable rows', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines([image('a'), twin(), image('b'), image('c')]));
    const engine = fixture.start();
    const { datasetId } = await engine.request('dataset/open', { path: file });
    const request = { datasetId, embedder: EMBEDDED, threshold: 0.9 };
    const [group, ...others] = await engine.request('dataset/nearDuplicates', request);
    assert.deepEqual(others, []);
    assert.deepEqual(told(group?.rows ?? []), [
      [0, 1, []],
      [1, 1, []],
      [2, 0, ['media']],
      [3, 0, ['media']],
    ]);
    await writeFile(file, toJsonLines([image('a'), image('b'), image('c')]));
    assert.deepEqual(await engine.request('dataset/nearDuplicates', request), []);
  });

  it('takes incomparable rows for similar 0, which is above a negative threshold', async () => {
    const rows = [image('a'), image('b'), twin(), twin({ instruction: 'other' })];
    const scored = rows.map((row, at) => ({ ...row, complexity_scores: [5 - at], quality_scores: [1] }));
    const file = await folder.write('pool.jsonl', toJsonLines(scored));
    const matrix = [[1, 0], [1, 0], [-1, 0], [-1, 3]]; // prettier-ignore
    const embedder = { kind: 'file', path: await folder.write('pool.npy', npyOf(matrix)) } as const;
    const engine = fixture.start();
    const info = await engine.request('dataset/open', { path: file });
    const scorer = { kind: 'precomputed' } as const;
    await select(engine, info, { budget: -1, threshold: -0.5, embedder, scorer });
    assert.deepEqual(await statuses(engine, info), ['selected', 'nearDuplicate', 'selected', 'nearDuplicate']);
    const detail = await engine.request('row/detail', { datasetId: info.datasetId, rowIndex: 1 });
    assert.deepEqual(detail.nearDuplicateOf, {
      rowIndex: 0,
      lineNumber: 1,
      cosineSimilarity: 0,
      incomparableFor: ['media'],
    });
    const original = await engine.request('row/detail', { datasetId: info.datasetId, rowIndex: 0 });
    assert.deepEqual(told(original.nearDuplicates), [[1, 0, ['media']]]);
  });

  it('does not take incomparable rows for the nearest of a sample', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines([image('a'), image('b'), image('c'), image('c')]));
    const engine = fixture.start();
    const { datasetId } = await engine.request('dataset/open', { path: file });
    const request = { datasetId, embedder: EMBEDDED, sampleSize: 4, seed: 1 };
    const { candidates, histogram } = await engine.request('dataset/calibrate', request);
    assert.deepEqual([histogram.min, histogram.max], [0, 1]);
    const recommended = candidates.find(({ threshold }) => threshold === 0.9);
    assert.equal(recommended?.rowsAbove, 2);
  });

  it('sees what an edit adds and what is appended, also to a last line without its end', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines([twin(), twin()]));
    const engine = fixture.start();
    const info = await engine.request('dataset/open', { path: file });
    assert.equal((await select(engine, info, { budget: -1 })).counts.selected, 1);

    await writeFile(file, `${toJsonLines([image('a.png')])}${JSON.stringify(image('b.png')).slice(0, -1)}`);
    const broken = await select(engine, info, { budget: -1 });
    assert.deepEqual(broken.notCompared, { tools: 0, media: 1, documents: 0 });
    assert.equal(broken.counts.unscored, 1);

    await appendFile(file, `}\n${toJsonLines([image('a.png'), image('c.png')])}`);
    const whole = await select(engine, info, { budget: -1 });
    assert.deepEqual(whole.notCompared, { tools: 0, media: 4, documents: 0 });
    assert.deepEqual(
      [whole.counts.rows, whole.counts.selected, whole.counts.nearDuplicate, whole.counts.unscored],
      [4, 3, 1, 0],
    );
  });

  it('is known to the next engine, with the scores and without reading the rows again', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines([image('a'), image('b'), image('a')]));
    const cacheDir = folder.path('cache');
    const first = fixture.start(new StubModels(), cacheDir);
    const summary = await select(first, await first.request('dataset/open', { path: file }), { budget: -1 });
    await first.dispose();

    const second = fixture.start(new StubModels(), cacheDir);
    const info = await second.request('dataset/open', { path: file });
    assert.deepEqual(info.selection, summary);
    const again = await select(second, info, { budget: -1, threshold: 0.8 });
    assert.deepEqual([again.counts, again.notCompared], [summary.counts, summary.notCompared]);
    assert.deepEqual([again.counts.selected, again.counts.nearDuplicate], [2, 1]);
  });
});
