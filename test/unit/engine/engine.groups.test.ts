import assert from 'node:assert/strict';
import { eventually } from '../../support/eventually';
import type { Engine } from '../../../src/engine/engine';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import type { ViewQuery } from '../../../src/protocol/views';
import { allRows, EMBEDDED, EngineFixture } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';

describe('engine: groups of near-duplicates in the table', () => {
  const fixture = new EngineFixture();
  /** Three groups: rows 0, 3 and 6, then 1 and 4, then 2 and 5; the last row is in none. */
  const ROWS = [...poolRows(7, 3), { instruction: 'alone', output: 'an answer' }];

  async function open(engine: Engine): Promise<DatasetInfo> {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(ROWS));
    return engine.request('dataset/open', { path: file, showDecisions: true });
  }

  const find = (engine: Engine, { datasetId }: DatasetInfo) =>
    engine.request('dataset/nearDuplicates', { datasetId, embedder: EMBEDDED, threshold: 0.9 });
  /** The number of each row's group with its size, such as "1 of 3". */
  const groupsOf = async (engine: Engine, info: DatasetInfo): Promise<string[]> =>
    (await allRows(engine, info)).map(({ group }) => (group === undefined ? '' : `${group.number} of ${group.rows}`));
  const rowsOf = async (engine: Engine, { datasetId }: DatasetInfo, query: ViewQuery): Promise<number[]> => {
    const { rowCount: count } = await engine.request('view/set', { datasetId, viewId: 'shown', query });
    const rows = await engine.request('view/rows', { datasetId, viewId: 'shown', start: 0, count });
    return rows.map(({ rowIndex }) => rowIndex);
  };
  const sorted = (engine: Engine, info: DatasetInfo, descending: boolean): Promise<number[]> =>
    rowsOf(engine, info, { sort: { column: 'group', descending } });
  const inGroup = (engine: Engine, info: DatasetInfo, group: number): Promise<number[]> =>
    rowsOf(engine, info, { rowSet: { name: `Group ${group}`, group } });
  const FOUND = ['1 of 3', '2 of 2', '3 of 2', '1 of 3', '2 of 2', '3 of 2', '1 of 3', ''];

  it('are told of each row once they were found, by the numbers that they are listed under', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    const none = ROWS.map(() => '');
    assert.deepEqual(await groupsOf(engine, info), none);
    const listed = await find(engine, info);
    assert.deepEqual(await groupsOf(engine, info), FOUND);
    const byList = [...none];
    for (const { number, rows } of listed) {
      for (const { rowIndex } of rows) byList[rowIndex] = `${number} of ${rows.length}`;
    }
    assert.deepEqual(byList, FOUND);
    const detail = await engine.request('row/detail', { datasetId: info.datasetId, rowIndex: 4 });
    assert.deepEqual(detail.group, { number: 2, rows: 2 });
  });

  it('are sorted by, their rows in the order of the file and those in none last, and shown alone', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    assert.deepEqual(await sorted(engine, info, false), [0, 1, 2, 3, 4, 5, 6, 7]);
    assert.deepEqual(await inGroup(engine, info, 1), []);
    await find(engine, info);
    assert.deepEqual(await sorted(engine, info, false), [0, 3, 6, 1, 4, 2, 5, 7]);
    assert.deepEqual(await sorted(engine, info, true), [2, 5, 1, 4, 0, 3, 6, 7]);
    assert.deepEqual(await inGroup(engine, info, 1), [0, 3, 6]);
    assert.deepEqual(await inGroup(engine, info, 9), []);
    const byLine = { sort: { column: 'line', descending: true }, rowSet: { name: 'Group 3', group: 3 } } as const;
    assert.deepEqual(await rowsOf(engine, info, byLine), [5, 2]);
  });

  it('keep their numbers when others lose rows by hand, or are groups no more, and get them back', async () => {
    const engine = fixture.start();
    const info = await open(engine);
    const { datasetId } = info;
    await find(engine, info);
    await engine.request('decisions/tellApart', { datasetId, pairs: [[6, 0], [6, 3], [1, 4]], areSame: false }); // prettier-ignore
    assert.deepEqual(await groupsOf(engine, info), ['1 of 2', '', '3 of 2', '1 of 2', '', '3 of 2', '', '']);
    assert.deepEqual(await sorted(engine, info, false), [0, 3, 2, 5, 1, 4, 6, 7]);
    assert.deepEqual(await inGroup(engine, info, 3), [2, 5]);
    assert.deepEqual(await inGroup(engine, info, 2), []);
    const listed = await engine.request('dataset/nearDuplicateGroups', { datasetId });
    assert.deepEqual(
      listed.map(({ number }) => number),
      [1, 3],
    );
    await engine.request('decisions/undo', { datasetId });
    assert.deepEqual(await groupsOf(engine, info), FOUND);
  });

  it('are the same in the next engine, and of a changed file none', async () => {
    const cache = fixture.folder.path('cache');
    const first = fixture.start(undefined, cache);
    const info = await open(first);
    await find(first, info);
    await first.dispose();
    const second = fixture.start(undefined, cache);
    const again = await second.request('dataset/open', { path: info.path, showDecisions: true });
    await eventually(async () => assert.deepEqual(await groupsOf(second, again), FOUND));
    await fixture.folder.write('pool.jsonl', toJsonLines([...ROWS, ...ROWS]));
    const changed = await second.request('dataset/open', { path: again.path, showDecisions: true });
    assert.deepEqual(new Set(await groupsOf(second, changed)), new Set(['']));
    assert.deepEqual(await inGroup(second, changed, 1), []);
  });
});
