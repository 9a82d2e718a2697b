import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Engine } from '../../../src/engine/engine';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import type { RowPair } from '../../../src/protocol/decisions';
import { allRows, EMBEDDED, EngineFixture, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';

describe('engine: rows that are told apart by hand', () => {
  const fixture = new EngineFixture();
  const decisionsFile = (): string => fixture.folder.path('pool.deita/decisions.jsonl');
  /** Rows 0, 4 and 8 are near-duplicates of each other, and so on. */
  const rows = poolRows(12, 4);

  async function open(engine: Engine): Promise<DatasetInfo> {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(rows));
    return engine.request('dataset/open', { path: file, showDecisions: true });
  }

  const tellApart = (engine: Engine, { datasetId }: DatasetInfo, pairs: RowPair[], areSame = false) =>
    engine.request('decisions/tellApart', { datasetId, pairs, areSame });

  async function lines(): Promise<Record<string, unknown>[]> {
    const text = await readFile(decisionsFile(), 'utf8');
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  async function groupsOf(engine: Engine, { datasetId }: DatasetInfo): Promise<number[][]> {
    const groups = await engine.request('dataset/nearDuplicates', { datasetId, embedder: EMBEDDED, threshold: 0.9 });
    return groups.map((group) => group.rows.map(({ rowIndex }) => rowIndex).sort((a, b) => a - b));
  }

  const selected = async (engine: Engine, info: DatasetInfo): Promise<number[]> =>
    (await allRows(engine, info)).flatMap(({ status, rowIndex }) => (status === 'selected' ? [rowIndex] : []));

  it('are kept as one line a pair, and undone and made again together', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    const { datasetId } = info;
    assert.deepEqual(await tellApart(engine, info, [[8, 0], [4, 8]]), { rows: 3 }); // prettier-ignore
    assert.deepEqual(await tellApart(engine, info, [[0, 8]]), { rows: 0 });
    const written = await lines();
    assert.deepEqual(
      written.map(({ kind }) => kind),
      ['not-same', 'not-same'],
    );
    assert.ok(written.every(({ id, other }) => typeof other === 'string' && id !== other));
    const notSame = async (): Promise<number | undefined> =>
      (await engine.request('dataset/inspect', { datasetId, mostProblems: 0 })).decisions?.notSame;
    assert.equal(await notSame(), 2);
    assert.deepEqual(await engine.request('decisions/undo', { datasetId }), { rows: 3 });
    assert.equal(await notSame(), 0);
    assert.deepEqual(await engine.request('decisions/redo', { datasetId }), { rows: 3 });
    assert.deepEqual(await tellApart(engine, info, [[4, 8]], true), { rows: 2 });
    assert.equal(await notSame(), 1);
  });

  it('are no near-duplicates of each other in a selection, and those of others still', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    const before = await select(engine, info, { budget: -1 });
    assert.deepEqual([before.counts.selected, before.counts.nearDuplicate], [4, 8]);
    const first = (await selected(engine, info)).find((row) => row % 4 === 0) ?? -1;
    const [second, third] = [0, 4, 8].filter((row) => row !== first);
    await tellApart(engine, info, [[first, second ?? -1]]);
    const after = await select(engine, info, { budget: -1 });
    assert.deepEqual([after.counts.selected, after.counts.nearDuplicate], [5, 7]);
    assert.equal(after.decisions?.notSame, 1);
    const now = await selected(engine, info);
    assert.deepEqual([now.includes(first), now.includes(second ?? -1), now.includes(third ?? -1)], [true, true, false]);
    await engine.request('decisions/undo', { datasetId: info.datasetId });
    const undone = await select(engine, info, { budget: -1 });
    assert.deepEqual([undone.counts, undone.decisions], [before.counts, undefined]);
  });

  it('hang together in groups only by others, and are the last of their neighbours', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    const neighbours = async () =>
      (
        await engine.request('row/neighbours', {
          datasetId: info.datasetId,
          rowIndex: 0,
          count: 11,
          embedder: EMBEDDED,
        })
      ).map(({ rowIndex, cosineSimilarity, notSame }) => ({ rowIndex, cosineSimilarity, notSame }));
    assert.ok((await neighbours()).slice(0, 2).some(({ rowIndex }) => rowIndex === 8));
    await tellApart(engine, info, [[0, 8]]);
    assert.ok((await groupsOf(engine, info)).some((group) => group.join() === '0,4,8'));
    assert.deepEqual((await neighbours()).at(-1), { rowIndex: 8, cosineSimilarity: 0, notSame: true });
    await tellApart(engine, info, [[4, 8]]);
    assert.deepEqual(await groupsOf(engine, info), [[1, 5, 9], [2, 6, 10], [3, 7, 11], [0, 4]]); // prettier-ignore
    await tellApart(engine, info, [[0, 8]], true);
    assert.ok((await groupsOf(engine, info)).some((group) => group.join() === '0,4,8'));
  });

  it('are so in the next engine, and for a run that is given the file', async () => {
    const first = fixture.start();
    const info = await open(first);
    await tellApart(first, info, [[0, 4], [4, 8], [0, 8]]); // prettier-ignore
    await first.dispose();
    const second = fixture.start();
    const again = await second.request('dataset/open', { path: info.path });
    assert.equal((await select(second, again, { budget: -1 })).counts.selected, 4);
    assert.equal((await select(second, again, { budget: -1, decisions: decisionsFile() })).counts.selected, 6);
  });
});
