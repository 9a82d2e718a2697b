import assert from 'node:assert/strict';
import type { DeitaError } from '../../../src/common/errors';
import { scorePool } from '../../../src/engine/jobs/scorePool';
import { RowFacts } from '../../../src/engine/rows/rowFacts';
import { carriedScores } from '../../../src/engine/sources/importedScores';
import { openedDatasets } from '../dataset/openedDatasets';

const ROWS = 1000;

describe('scores that rows carry', () => {
  const { openIndexed } = openedDatasets();

  it('are those of each row, whether they are at hand or looked for where other tools write them', async () => {
    const rows = Array.from({ length: ROWS }, (_, row) => rowOf(row));
    const dataset = await openIndexed('rows.jsonl', rows.map((row) => `${row}\n`).join(''));
    const facts = new RowFacts();
    const told: number[] = [];
    const context = { onProgress: ({ done }: { done: number }) => told.push(done) };
    const scored: number[] = [];
    const table = await scorePool({ dataset, facts }, carriedScores(dataset), context as never, ({ rowsScored }) =>
      scored.push(rowsScored),
    );
    assert.deepEqual(
      [...table.evolScores],
      Array.from({ length: ROWS }, (_, row) => scoreOf(row)),
    );
    assert.equal(facts.noted, ROWS);
    assert.equal(told.at(-1), ROWS);
    assert.match(JSON.stringify(table.reasonOf(3)), /carried/);
    assert.deepEqual(
      scored,
      [...scored].sort((a, b) => a - b),
    );
    assert.equal(scored.at(-1), table.rowsScored);
    assert.ok(scored.length > 2);
  });

  it('are no longer read once the run is cancelled', async () => {
    const rows = Array.from({ length: ROWS }, () => `${rowOf(0)}\n`);
    const dataset = await openIndexed('rows.jsonl', rows.join(''));
    const abort = new AbortController();
    const facts = new RowFacts();
    const run = scorePool({ dataset, facts }, carriedScores(dataset), { signal: abort.signal } as never, () =>
      abort.abort(),
    );
    await assert.rejects(run, (error: DeitaError) => error.code === 'cancelled');
    assert.ok(facts.noted < ROWS);
  });
});

/** In stretches, so that pieces have rows of one kind alone, and of several. */
function kindOf(row: number): 'toolkit' | 'elsewhere' | 'bad' | 'none' {
  if (row % 97 === 3) return 'none';
  if (row % 101 === 7) return 'bad';
  return row % 700 < 300 || row % 3 === 0 ? 'toolkit' : 'elsewhere';
}

function rowOf(row: number): string {
  const asked = { instruction: `question ${row}`, output: 'answer' };
  const [complexity, quality] = scoresOf(row);
  if (kindOf(row) === 'bad') return '{';
  if (kindOf(row) === 'none') return JSON.stringify(asked);
  return JSON.stringify(
    kindOf(row) === 'toolkit'
      ? { ...asked, complexity_scores: [complexity], quality_scores: [quality] }
      : { ...asked, scores: { Deita_Complexity: complexity, Deita_Quality: quality } },
  );
}

function scoreOf(row: number): number {
  const [complexity, quality] = scoresOf(row);
  return kindOf(row) === 'bad' || kindOf(row) === 'none' ? Number.NaN : complexity * quality;
}

function scoresOf(row: number): readonly [complexity: number, quality: number] {
  return [1 + (row % 41) / 10, 1 + (row % 31) / 10];
}
