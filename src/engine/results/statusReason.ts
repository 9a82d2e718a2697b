import type { MessageArgument } from '../../common/message';
import { say } from '../../messages/say';
import { EVOL } from '../../protocol/selection';
import type { RowFacts } from '../rows/rowFacts';
import type { PoolResults } from './poolResults';

/** Why a row that can be read has the status it has; undefined where the status says it all, or nothing is known. */
export function statusReason(
  row: number,
  { scores, selection }: PoolResults,
  facts: RowFacts,
): MessageArgument | undefined {
  if (selection === null) return undefined;
  const { rankBy = EVOL, where } = selection.summary.parameters;
  switch (selection.statusOf(row)) {
    case 'selected':
    case 'notReached':
      return selection.reasonOf(row);
    case 'excluded':
      return selection.reasonOf(row) ?? failing(where);
    case 'unscored':
      if (facts.isRejected(row)) return say('status.rejected');
      return (
        selection.reasonOf(row) ??
        selection.invalidReasonOf(row) ??
        (selection.summary.parameters.scorer === undefined ? undefined : scores?.table.reasonOf(row)) ??
        (rankBy === EVOL ? undefined : say('status.noNumber', { signal: rankBy }))
      );
    default:
      return undefined;
  }
}

function failing(condition: string | undefined): MessageArgument {
  return condition === undefined ? say('status.fails') : say('status.failsThis', { condition });
}
