import { STATUSES, type SelectionOutcome } from './types';

/** The outcome, with the rows that never took part because a condition says so told apart from those without a score. */
export function withExcluded(outcome: SelectionOutcome, isExcluded: (row: number) => boolean): SelectionOutcome {
  const excluded = STATUSES.indexOf('excluded');
  return { ...outcome, statuses: outcome.statuses.map((status, row) => (isExcluded(row) ? excluded : status)) };
}
