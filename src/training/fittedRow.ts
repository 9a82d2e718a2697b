import type { Turn } from '../dataset/conversation';
import { fitTurn } from '../scoring/embedded/textLimit';
import { turnRow, type RowSources, type TurnRow } from '../scoring/embedded/turnRow';

/** The row of a turn as it is scored: what is too long is cut first. */
export function fittedRow(turn: Turn, sources: RowSources): TurnRow {
  const { instruction, response } = fitTurn(turn);
  return turnRow(instruction, response, sources);
}
