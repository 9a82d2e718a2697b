import type { MessageArgument } from '../common/message';
import { RowReasons } from './rowReasons';
import { STATUSES, type SelectionOutcome } from './types';

/** Rows that took no part in a walk because a condition or a person says so. */
export interface Exclusions {
  isExcluded(row: number): boolean;
  /** Why, where it is not the condition. */
  reasonOf(row: number): MessageArgument | undefined;
}

/** The outcome, with the rows that never took part told apart from those without a score. */
export function withExcluded(outcome: SelectionOutcome, exclusions: Exclusions): SelectionOutcome {
  const excluded = STATUSES.indexOf('excluded');
  const reasons = outcome.reasons ?? new RowReasons();
  const statuses = outcome.statuses.map((status, row) => {
    if (!exclusions.isExcluded(row)) return status;
    const reason = exclusions.reasonOf(row);
    if (reason !== undefined) reasons.set(row, reason);
    return excluded;
  });
  return { ...outcome, statuses, ...(reasons.isEmpty ? {} : { reasons }) };
}

/** The outcome, with reasons for rows that could not be ranked. @param reasonOf undefined where the status says it all */
export function withReasonsOfUnscored(
  outcome: SelectionOutcome,
  reasonOf: (row: number) => MessageArgument | undefined,
): SelectionOutcome {
  const unscored = STATUSES.indexOf('unscored');
  const reasons = outcome.reasons ?? new RowReasons();
  outcome.statuses.forEach((status, row) => {
    const reason = status === unscored ? reasonOf(row) : undefined;
    if (reason !== undefined) reasons.set(row, reason);
  });
  return { ...outcome, ...(reasons.isEmpty ? {} : { reasons }) };
}
