import assert from 'node:assert/strict';
import { appendFile, writeFile } from 'node:fs/promises';
import type { Engine } from '../../../src/engine/engine';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import type { ViewQuery } from '../../../src/protocol/views';
import type { MovedRows, MovedRowsRequest } from '../../../src/protocol/movedRows';
import { EngineFixture } from './engineFixture';
import { poolRows, toJsonLines, type PoolRow } from './poolFiles';

const VIEW = 'table';
const ROWS = poolRows(12);
const NEW: PoolRow = { instruction: 'a new question', output: 'a new answer' };

describe('engine: rows of a file that has changed', () => {
  const fixture = new EngineFixture();
  let file: string;
  let engine: Engine;
  let before: DatasetInfo;

  async function open(rows: readonly unknown[], query: ViewQuery = {}): Promise<void> {
    file = await fixture.folder.write('pool.jsonl', toJsonLines(rows));
    engine = fixture.start();
    before = await engine.request('dataset/open', { path: file });
    await show(query);
  }

  async function show(query: ViewQuery): Promise<void> {
    await engine.request('view/set', { datasetId: before.datasetId, viewId: VIEW, query });
  }

  async function change(rows: readonly unknown[]): Promise<DatasetInfo> {
    await writeFile(file, toJsonLines(rows));
    return engine.request('dataset/open', { path: file });
  }

  async function moved(asked: Partial<MovedRowsRequest>): Promise<MovedRows | null> {
    const request = { since: before.contents, rowIndexes: [], positions: [], ...asked };
    return engine.request('view/moved', { datasetId: before.datasetId, viewId: VIEW, ...request });
  }

  /** Where each row is; `gone` names those of which that is a row in their place. */
  async function places(...rowIndexes: number[]): Promise<{ now: number[]; gone: number[] }> {
    const rows = (await moved({ rowIndexes }))?.rows ?? [];
    assert.deepEqual(
      rows.map(({ was }) => was),
      rowIndexes,
    );
    return {
      now: rows.map(({ rowIndex }) => rowIndex),
      gone: rows.filter(({ isGone }) => isGone === true).map(({ was }) => was),
    };
  }

  it('finds a row again below one that was put above it', async () => {
    await open(ROWS);
    const now = await change([...ROWS.slice(0, 3), NEW, ...ROWS.slice(3)]);
    assert.notEqual(now.contents, before.contents);
    assert.deepEqual(await places(2, 3, 11), { now: [2, 4, 12], gone: [] });
    assert.equal((await moved({}))?.contents, now.contents);
  });

  it('finds it above, where one was taken out', async () => {
    await open(ROWS);
    await change(ROWS.slice(2));
    assert.deepEqual(await places(2, 7, 11), { now: [0, 5, 9], gone: [] });
  });

  it('gives what stands in its place where the row itself is gone, and the last row where nothing stands there', async () => {
    await open(ROWS);
    await change([NEW, ...ROWS.slice(0, 5), ...ROWS.slice(6, 11)]);
    assert.deepEqual(await places(5, 11, 0), { now: [6, 10, 1], gone: [5, 11] });
  });

  it('takes a row that was edited where it stands for the same', async () => {
    await open(ROWS);
    await change([NEW, ...ROWS.with(5, { instruction: 'in other words', output: 'b' })]);
    assert.deepEqual(await places(4, 5, 6), { now: [5, 6, 7], gone: [] });
  });

  it('tells equal rows apart by what stands beside them', async () => {
    const [a, b, c] = poolRows(3);
    await open([a, b, a, c, a]);
    await change([a, a, b, a, c, a]);
    assert.deepEqual((await places(0, 1, 2, 3, 4)).now, [0, 2, 3, 4, 5]);
    const fresh = await change([b, a, c, a]);
    assert.deepEqual(await places(1, 2, 3, 4), { now: [0, 1, 2, 3], gone: [] });
    assert.equal(fresh.rowCount, 4);
  });

  it('finds rows that were sorted', async () => {
    await open(ROWS);
    await change(ROWS.toReversed());
    assert.deepEqual(await places(0, 4, 11), { now: [11, 7, 0], gone: [] });
  });

  it('finds rows of two changes before, and says of older ones that it does not know', async () => {
    await open(ROWS);
    await change([NEW, ...ROWS]);
    await change([NEW, NEW, ...ROWS]);
    assert.deepEqual(await places(3), { now: [5], gone: [] });
    await change([NEW, NEW, NEW, ...ROWS]);
    assert.equal(await moved({ rowIndexes: [3] }), null);
    assert.equal(await moved({ since: 'what nobody has seen' }), null);
  });

  it('calls it the same contents where rows are added at the end', async () => {
    await open(ROWS);
    await appendFile(file, toJsonLines([NEW]));
    const now = await engine.request('dataset/open', { path: file });
    assert.deepEqual([now.rowCount, now.contents], [13, before.contents]);
  });

  it('finds the marked rows of a view that is sorted, without those that are gone and those that are new', async () => {
    const descending: ViewQuery = { sort: { column: 'line', descending: true } };
    await open(ROWS, descending);
    await change([...ROWS.slice(0, 7), NEW, NEW, NEW, ...ROWS.slice(7, 9), ...ROWS.slice(10)]);
    await show(descending);
    // Rows 10 to 6, of which 9 is gone, and row 0.
    const positions = (await moved({ positions: [[1, 6] as const, [11, 12] as const] }))?.positions;
    assert.deepEqual(positions, [
      [1, 4],
      [7, 8],
      [13, 14],
    ]);
  });

  it('leaves marks out that a filter hides', async () => {
    await open(ROWS);
    await change([NEW, ...ROWS]);
    await show({ rowSet: { name: 'some', rows: [0, 3, 4, 9] } });
    assert.deepEqual((await moved({ positions: [[2, 10] as const] }))?.positions, [[1, 4]]);
  });

  it('knows of none in a file that has no rows any more', async () => {
    await open(ROWS);
    await writeFile(file, '\n');
    assert.equal((await engine.request('dataset/open', { path: file })).rowCount, 0);
    await show({});
    const found = await moved({ rowIndexes: [3], positions: [[0, 12] as const] });
    assert.deepEqual([found?.rows, found?.positions], [[{ was: 3, rowIndex: 0, isGone: true }], []]);
  });
});
