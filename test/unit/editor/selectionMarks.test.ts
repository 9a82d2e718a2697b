import assert from 'node:assert/strict';
import { DatasetSession } from '../../../src/editor/datasets/datasetSession';
import { fetchMarks } from '../../../src/editor/textEditor/selectionMarks';
import type { RowSummary, SelectionSummary } from '../../../src/protocol/dataset';
import { FakeEngine, fileUri, INFO } from './support/fakeEngine';

const MOST = 20_000;

describe('marks of a selection', () => {
  async function fetched(rowCount: number) {
    const selection = {} as SelectionSummary; // That there is one is all that counts.
    const row = (rowIndex: number): RowSummary => ({ rowIndex, lineNumber: rowIndex + 1, values: {}, preview: '' });
    const engine = new FakeEngine({
      'dataset/open': () => ({ ...INFO, selection }),
      'view/set': () => ({ rowCount, order: 'file' }),
      'view/rows': ({ start, count }) =>
        Array.from({ length: Math.min(count, rowCount - start) }, (_, at) => row(start + at)),
      'view/close': () => null,
    });
    const session = await DatasetSession.open(fileUri('/data/train.jsonl'), engine, () =>
      engine.request('dataset/open', { path: '/data/train.jsonl' }),
    );
    return { marks: await fetchMarks(session), methods: engine.methods() };
  }

  it('are fetched a page at a time, and their view is closed', async () => {
    const { marks, methods } = await fetched(2500);
    assert.deepEqual(
      marks.map(({ rowIndex }) => rowIndex),
      Array.from({ length: 2500 }, (_, row) => row),
    );
    assert.deepEqual(methods, ['dataset/open', 'view/set', 'view/rows', 'view/rows', 'view/rows', 'view/close']);
  });

  it('are all fetched up to twenty thousand, and none above', async () => {
    assert.equal((await fetched(MOST)).marks.length, MOST);
    const { marks, methods } = await fetched(MOST + 1);
    assert.deepEqual(marks, []);
    assert.deepEqual(methods, ['dataset/open', 'view/set', 'view/close']);
  });
});
