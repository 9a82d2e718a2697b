import type { Row } from '../../dataset/conversation';
import type { Dataset } from '../../dataset/dataset';
import { textPattern } from '../../dataset/textPattern';
import type { RowFacts } from '../rows/rowFacts';
import { readInPieces, readSourcesInPieces, type ReadingOptions } from '../rows/rowReader';

/** What a text filter looks through. */
export interface SearchedRows {
  readonly dataset: Dataset;
  readonly facts: RowFacts;
  /** In file order, which is read fastest. */
  readonly rows: Uint32Array;
}

/** Of bytes that are not parsed: a millisecond's work, so that other requests are answered in between. */
const UNPARSED = { maxRows: 1024, maxBytes: 256 * 1024 };

/**
 * Finds the rows that have the words looked for in a text, whatever their letter case, a piece at a time. Only rows
 * whose bytes may have them are parsed; then the bad rows, whose messages stand in no byte. So the hits are not in
 * order, and a bad row may be named twice. A piece without hits is yielded as well: time has passed.
 */
export async function* searchRows(
  searched: SearchedRows,
  text: string,
  options: ReadingOptions,
): AsyncGenerator<readonly number[]> {
  const { dataset, facts, rows } = searched;
  const needle = text.toLowerCase();
  const pattern = textPattern(needle);
  if (pattern === undefined) {
    yield* parseAndSearch(searched, rows, needle, options);
    return;
  }
  for await (const piece of readSourcesInPieces(dataset, rows, { ...UNPARSED, ...options })) {
    const candidates = piece.filter(({ bytes }) => pattern.test(bytes.toString('latin1')));
    const rowIndexes = candidates.map(({ rowIndex }) => rowIndex);
    if (rowIndexes.length === 0) yield rowIndexes;
    else yield* parseAndSearch(searched, rowIndexes, needle, options);
  }
  yield* parseAndSearch(searched, badOrUnknown(rows, facts), needle, options);
}

/** Notes the rows that it reads, so that none is read again to learn whether it is bad. */
async function* parseAndSearch(
  { dataset, facts }: SearchedRows,
  rowIndexes: Iterable<number>,
  needle: string,
  options: ReadingOptions,
): AsyncGenerator<readonly number[]> {
  for await (const rows of readInPieces(dataset, rowIndexes, options)) {
    for (const row of rows) facts.note(row);
    yield rows.filter((row) => hasText(row, needle)).map(({ rowIndex }) => rowIndex);
  }
}

/** Asks for each row when it is its turn: more of them are known by then. */
function* badOrUnknown(rows: Uint32Array, facts: RowFacts): Generator<number> {
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] as number;
    if (row >= facts.noted || facts.isBad(row)) yield row;
  }
}

function hasText(row: Row, lowerCased: string): boolean {
  return textsOf(row).some((text) => text.toLowerCase().includes(lowerCased));
}

function textsOf(row: Row): string[] {
  if (row.problem !== undefined) return [row.excerpt, row.problem.message];
  const { system, turns } = row.conversation;
  return [system ?? '', ...turns.flatMap(({ instruction, response }) => [instruction, response])];
}
