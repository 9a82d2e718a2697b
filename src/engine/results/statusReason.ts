import { EVOL } from '../../protocol/selection';
import type { RowFacts } from '../rows/rowFacts';
import type { PoolResults } from './poolResults';

const REJECTED = 'its label rejects the response; such rows take part only when asked for';

/** Why a row that can be read has the status it has; undefined where the status says it all, or nothing is known. */
export function statusReason(row: number, { scores, selection }: PoolResults, facts: RowFacts): string | undefined {
  if (selection === null) return undefined;
  const { rankBy = EVOL, where } = selection.summary.parameters;
  switch (selection.statusOf(row)) {
    case 'selected':
    case 'notReached':
      return selection.reasonOf(row);
    case 'excluded':
      return selection.reasonOf(row) ?? `does not meet the condition ${where ?? ''}`.trimEnd();
    case 'unscored':
      if (facts.isRejected(row)) return REJECTED;
      return (
        selection.reasonOf(row) ??
        selection.invalidReasonOf(row) ??
        (selection.summary.parameters.scorer === undefined ? undefined : scores?.table.reasonOf(row)) ??
        (rankBy === EVOL ? undefined : `has no number as ${rankBy}`)
      );
    default:
      return undefined;
  }
}
