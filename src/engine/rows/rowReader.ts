import { throwIfAborted } from '../../common/errors';
import type { Row } from '../../dataset/conversation';
import type { Dataset } from '../../dataset/dataset';
import type { NamedRow } from '../../dataset/rowParser';
import type { UnparsedRows } from '../../dataset/unparsedRows';

export interface ReadingOptions {
  readonly signal?: AbortSignal | undefined;
  readonly maxRows?: number;
  readonly maxBytes?: number;
}

/** Few enough at a time that parsing them does not hold the event loop, whatever the rows' length. */
const MAX_ROWS = 256;
const MAX_BYTES = 1024 * 1024;
/** More than any piece of ordinary rows. A row that takes a multiple of it in memory is read alone, and not ahead. */
const HUGE_BYTES = 16 * 1024 * 1024;

interface Piece {
  readonly rowIndexes: readonly number[];
  readonly bytes: number;
}

/**
 * Rows in the order asked for, in pieces bounded by count and bytes. The next piece is read while the present one is
 * worked on, unless it is a huge row.
 */
export function readInPieces(
  dataset: Dataset,
  rowIndexes: Iterable<number>,
  options: ReadingOptions = {},
): AsyncGenerator<Row[]> {
  return readPieces(dataset, rowIndexes, options, (piece) => dataset.readRows(piece));
}

/** Rows as `readInPieces` has them, each with the name of the format that reads it. */
export function readNamedInPieces(
  dataset: Dataset,
  rowIndexes: Iterable<number>,
  options: ReadingOptions = {},
): AsyncGenerator<NamedRow[]> {
  return readPieces(dataset, rowIndexes, options, (piece) => dataset.readNamedRows(piece));
}

/** Rows of which the bytes are read, in pieces as `readInPieces` has them: for who looks at each row once. */
export function readUnparsedInPieces(
  dataset: Dataset,
  rowIndexes: Iterable<number>,
  options: ReadingOptions = {},
): AsyncGenerator<UnparsedRows> {
  return readPieces(dataset, rowIndexes, options, (piece) => dataset.readUnparsed(piece));
}

/** A row as it stands in the file, not parsed. */
export interface RowSource {
  readonly rowIndex: number;
  readonly bytes: Buffer;
}

/** The bytes of rows, in pieces as `readInPieces` has them. */
export function readSourcesInPieces(
  dataset: Dataset,
  rowIndexes: Iterable<number>,
  options: ReadingOptions = {},
): AsyncGenerator<RowSource[]> {
  return readPieces(dataset, rowIndexes, options, async (piece) => placed(piece, await dataset.readSources(piece)));
}

/** The same as they stand in the file, whatever the edits. */
export function readWrittenInPieces(
  dataset: Dataset,
  rowIndexes: Iterable<number>,
  options: ReadingOptions = {},
): AsyncGenerator<RowSource[]> {
  return readPieces(dataset, rowIndexes, options, async (piece) =>
    placed(piece, await dataset.readWrittenSources(piece)),
  );
}

function placed(rowIndexes: readonly number[], sources: readonly Buffer[]): RowSource[] {
  return sources.map((bytes, at) => ({ rowIndex: rowIndexes[at] as number, bytes }));
}

async function* readPieces<T>(
  dataset: Dataset,
  rowIndexes: Iterable<number>,
  { signal, maxRows = MAX_ROWS, maxBytes = MAX_BYTES }: ReadingOptions,
  readPiece: (piece: readonly number[]) => Promise<T>,
): AsyncGenerator<T> {
  const pieces = inPieces(dataset, rowIndexes, maxRows, maxBytes);
  let ahead: Promise<T> | undefined;
  let next = pieces.next();
  while (next.done !== true) {
    throwIfAborted(signal);
    const piece = await (ahead ?? readPiece(next.value.rowIndexes));
    next = pieces.next();
    ahead = next.done === true || next.value.bytes >= HUGE_BYTES ? undefined : readPiece(next.value.rowIndexes);
    ahead?.catch(() => undefined); // The one who takes the piece sees the error.
    yield piece;
  }
}

/** The row indexes from `start` up to, not including, `end`, one at a time. */
export function* rowRange(start: number, end: number): Generator<number> {
  for (let row = start; row < end; row++) yield row;
}

/** The row indexes from `start` up to, not including, `end`, as an array. */
export function fileOrder(end: number, start = 0): Uint32Array {
  const rows = new Uint32Array(end - start);
  for (let at = 0; at < rows.length; at++) rows[at] = start + at;
  return rows;
}

function* inPieces(
  dataset: Dataset,
  rowIndexes: Iterable<number>,
  maxRows: number,
  maxBytes: number,
): Generator<Piece> {
  let piece: number[] = [];
  let bytes = 0;
  for (const rowIndex of rowIndexes) {
    if (piece.length > 0 && (piece.length >= maxRows || bytes >= maxBytes || isHuge(dataset, rowIndex))) {
      yield { rowIndexes: piece, bytes };
      piece = [];
      bytes = 0;
    }
    piece.push(rowIndex);
    bytes += lengthOf(dataset, rowIndex);
  }
  if (piece.length > 0) yield { rowIndexes: piece, bytes };
}

/** Whether a row is so long that it had better be in memory once only. */
export function isHuge(dataset: Dataset, rowIndex: number): boolean {
  return lengthOf(dataset, rowIndex) >= HUGE_BYTES;
}

function lengthOf(dataset: Dataset, rowIndex: number): number {
  const { start, end } = dataset.byteRange(rowIndex);
  return end - start;
}
