import assert from 'node:assert/strict';
import { copyRows } from '../../../src/editor/datasetEditor/copyRows';
import type { DatasetSession } from '../../../src/editor/datasets/datasetSession';

describe('copying rows', () => {
  function session(rows: number) {
    const asked: unknown[] = [];
    const request = (async (_method: string, params: unknown) => {
      asked.push(params);
      return Promise.resolve({ text: 'lines\n', rows });
    }) as unknown as DatasetSession['request'];
    return { request, asked };
  }

  it('puts the rows that a page has chosen into the clipboard', async () => {
    const { request, asked } = session(3);
    const copied: string[] = [];
    const copy = (text: string): Promise<void> => Promise.resolve(void copied.push(text));
    assert.deepEqual(await copyRows({ request }, 'v', { positions: [[4, 7]] }, copy), { rows: 3 });
    await copyRows({ request }, 'v', { rowIndex: 9, positions: [] }, copy);
    assert.deepEqual(copied, ['lines\n', 'lines\n']);
    assert.deepEqual(asked, [
      { rowIndexes: [], positions: [[4, 7]], viewId: 'v' },
      { rowIndexes: [9], positions: [], viewId: 'v' },
    ]);
  });

  it('leaves the clipboard alone where there are none', async () => {
    const copy = (): Promise<void> => Promise.reject(new Error('Nothing is copied.'));
    assert.deepEqual(await copyRows({ request: session(0).request }, 'v', { positions: [] }, copy), { rows: 0 });
  });
});
