import assert from 'node:assert/strict';
import { Dataset } from '../../../src/dataset/dataset';
import { readInPieces, rowRange } from '../../../src/engine/rows/rowReader';
import { temporaryFolder } from '../../support/temporaryFolder';

describe('reading rows in pieces', () => {
  const folder = temporaryFolder();

  it('reads the next piece ahead, but a huge row alone and only when its turn comes', async () => {
    const huge = 'x'.repeat(16 * 1024 * 1024);
    const rows = ['a', 'b', huge, huge, 'c'].map((output) => ({ instruction: 'ask', output }));
    const file = folder.write('pool.jsonl', rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const dataset = await Dataset.open(file);
    try {
      await dataset.indexed;
      const asked: number[][] = [];
      const readRows = dataset.readRows.bind(dataset);
      dataset.readRows = (rowIndexes) => {
        asked.push(Array.from(rowIndexes));
        return readRows(rowIndexes);
      };
      const askedBy: number[] = [];
      for await (const piece of readInPieces(dataset, rowRange(0, 5))) {
        assert.ok(piece.length > 0);
        askedBy.push(asked.length);
      }
      assert.deepEqual(asked, [[0, 1], [2], [3], [4]]);
      assert.deepEqual(askedBy, [1, 2, 4, 4]);
    } finally {
      await dataset.close();
    }
  });
});
