import type { Row } from '../../dataset/conversation';
import type { Dataset } from '../../dataset/dataset';
import { readInPieces } from '../rows/rowReader';

/** Rows whose decoded text contains the words looked for, in the order they are given, a piece at a time. */
export async function* searchRows(
  dataset: Dataset,
  rows: Uint32Array,
  text: string,
  signal: AbortSignal,
): AsyncGenerator<readonly number[]> {
  const needle = text.toLowerCase();
  for await (const piece of readInPieces(dataset, rows, { signal })) {
    yield piece
      .filter((row) => textsOf(row).some((part) => part.toLowerCase().includes(needle)))
      .map((row) => row.rowIndex);
  }
}

function textsOf(row: Row): string[] {
  if (row.problem !== undefined) return [row.excerpt, row.problem.message];
  const { system, turns } = row.conversation;
  return [system ?? '', ...turns.flatMap(({ instruction, response }) => [instruction, response])];
}
