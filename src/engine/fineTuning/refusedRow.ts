import type { Row, RowProblem } from '../../dataset/conversation';
import { Refusal } from '../../fineTuning/refusal';
import { say } from '../../messages/say';
import type { RefusedRow } from '../../protocol/fineTuning';

/** A row that a trainer would refuse, and why. */
export function refusedRow(
  { rowIndex, lineNumber }: Pick<Row, 'rowIndex' | 'lineNumber'>,
  { reason, message, said }: Refusal,
): RefusedRow {
  return { rowIndex, lineNumber, reason, message, said };
}

/** Why a row that cannot be read is refused. */
export function unreadable({ message, said }: RowProblem): Refusal {
  return new Refusal('unreadable', said ?? say('verbatim', { text: message }));
}
