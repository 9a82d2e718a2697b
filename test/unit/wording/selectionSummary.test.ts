import assert from 'node:assert/strict';
import type { SelectionSummary } from '../../../src/protocol/dataset';
import { selectionSummary } from '../../../src/wording/selectionSummary';

/** Of 766 rows with 69 near-duplicates. */
function selected(rows: number, notReached: number, parameters: object): SelectionSummary {
  const counts = { rows: 766, selected: rows, nearDuplicate: 69, notReached, unscored: 0 };
  return { counts, parameters: { threshold: 0.9, ...parameters } } as unknown as SelectionSummary;
}

describe('the line of a selection', () => {
  it('says so where there were fewer rows than the budget', () => {
    assert.deepEqual(selectionSummary(selected(697, 0, { budget: 6000 }), undefined), [
      '697 of 766 rows kept (91.0%)',
      '69 near-duplicates left out at τ 0.90',
      'the rows ended before the budget of 6,000',
    ]);
  });

  it('says nothing of a budget that was used up, or that is none', () => {
    for (const summary of [
      selected(500, 197, { budget: 500 }),
      selected(697, 0, { budget: 697 }),
      selected(697, 0, { budget: -1 }),
      selected(600, 97, { budget: 6000 }),
      selected(697, 0, { budget: 6000, budgetTokens: 2_000_000 }),
    ]) {
      assert.doesNotMatch(selectionSummary(summary, undefined).join(' · '), /budget/, JSON.stringify(summary));
    }
  });
});
