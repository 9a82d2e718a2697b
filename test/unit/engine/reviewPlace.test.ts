import assert from 'node:assert/strict';
import type { ViewQuery } from '../../../src/protocol/views';
import { EngineFixture } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';

describe('engine: a review of the rows of a view', () => {
  const fixture = new EngineFixture();

  it('counts rows that are kept or dropped, and finds the next that is neither, around the end', async () => {
    const engine = fixture.start();
    const path = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(6)));
    const { datasetId } = await engine.request('dataset/open', { path, showDecisions: true });
    const show = (query: ViewQuery) => engine.request('view/set', { datasetId, viewId: 'v', query });
    const place = (from: number) => engine.request('view/reviewPlace', { datasetId, viewId: 'v', from });
    const decide = (rowIndexes: number[], kind: 'keep' | 'drop' | 'note') =>
      engine.request('decisions/add', { datasetId, rowIndexes, decisions: [{ kind, value: 'v' }] });
    await show({});
    assert.deepEqual(await place(0), { rows: 6, decided: 0, next: 0 });
    await decide([0, 5], 'keep');
    await decide([3], 'drop');
    await decide([4], 'note');
    assert.deepEqual(await place(3), { rows: 6, decided: 3, next: 4 });
    assert.deepEqual(await place(5), { rows: 6, decided: 3, next: 1 });
    await show({ sort: { column: 'line', descending: true } });
    assert.deepEqual(await place(0), { rows: 6, decided: 3, next: 1 });
    await show({ decided: ['keep'] });
    assert.deepEqual(await place(1), { rows: 2, decided: 2, next: null });
  });
});
