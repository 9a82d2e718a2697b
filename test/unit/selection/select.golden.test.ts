import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { select } from '../../../src/selection/select';
import { RecordingProvider, type Pool } from './pools';

const golden = path.resolve(__dirname, '../../../../shared/golden');

interface Row {
  complexity_scores: number[];
  quality_scores: number[];
}

interface Expected {
  rows: number;
  dimensions: number;
  cases: { budget: number; threshold: number; selected: number[] }[];
}

/** NumPy's format 1.0: magic, version, header length, header, then the values. */
function readNpy(file: string): Float32Array {
  const bytes = readFileSync(file);
  const start = 10 + bytes.readUInt16LE(8);
  assert.match(bytes.toString('latin1', 10, start), /'descr': '<f4', 'fortran_order': False/);
  return new Float32Array(Uint8Array.from(bytes.subarray(start)).buffer);
}

function readGolden(): { pool: Pool; cases: Expected['cases'] } {
  const expected = JSON.parse(readFileSync(path.join(golden, 'selection-2k.expected.json'), 'utf8')) as Expected;
  const lines = readFileSync(path.join(golden, 'selection-2k.jsonl'), 'utf8').trimEnd().split('\n');
  const evolScores = Float64Array.from(lines, (line) => {
    const row = JSON.parse(line) as Row;
    return row.complexity_scores.reduce((sum, c, turn) => sum + c * (row.quality_scores[turn] ?? NaN), 0);
  });
  const embeddings = readNpy(path.join(golden, 'selection-2k.embeddings.npy'));
  assert.equal(embeddings.length, expected.rows * expected.dimensions);
  return { pool: { evolScores, embeddings, dimensions: expected.dimensions }, cases: expected.cases };
}

describe('select on the golden pool', () => {
  it('selects the expected rows in the expected order', async function () {
    if (!existsSync(golden)) {
      console.log('      the golden pool is not at ../shared/golden');
      this.skip();
    }
    const { pool, cases } = readGolden();
    assert.equal(cases.length, 4);
    for (const { budget, threshold, selected } of cases) {
      const outcome = await select(pool.evolScores, { budget, threshold }, new RecordingProvider(pool));
      assert.deepEqual([...outcome.selectedRows], selected, `budget ${budget}, threshold ${threshold}`);
    }
  });
});
