import type { Turn } from '../../src/dataset/conversation';
import { fitTurn } from '../../src/scoring/builtIn/textLimit';
import { turnRow, type RowSources, type TurnRow } from '../../src/scoring/builtIn/turnRow';

/** The row of a turn as it is scored: what is too long is cut first. */
export function fittedRow(turn: Turn, sources: RowSources): TurnRow {
  const { instruction, response } = fitTurn(turn);
  return turnRow(instruction, response, sources);
}
