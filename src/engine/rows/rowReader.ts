import { throwIfAborted } from '../../common/errors';
import type { Row } from '../../dataset/conversation';
import type { Dataset } from '../../dataset/dataset';

export interface ReadingOptions {
  readonly signal?: AbortSignal | undefined;
  readonly maxRows?: number;
  readonly maxBytes?: number;
}

/** Few enough at a time that parsing them does not hold the event loop, whatever the rows' length. */
const MAX_ROWS = 256;
const MAX_BYTES = 1024 * 1024;

/**
 * Rows in the order asked for, in pieces bounded by count and bytes. The next piece is read while the present one is
 * worked on.
 */
export function readInPieces(
  dataset: Dataset,
  rowIndexes: Iterable<number>,
  options: ReadingOptions = {},
): AsyncGenerator<Row[]> {
  return readPieces(dataset, rowIndexes, options, (piece) => dataset.readRows(piece));
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
  return readPieces(dataset, rowIndexes, options, async (piece) => {
    const sources = await dataset.readSources(piece);
    return sources.map((bytes, at) => ({ rowIndex: piece[at] as number, bytes }));
  });
}

async function* readPieces<T>(
  dataset: Dataset,
  rowIndexes: Iterable<number>,
  { signal, maxRows = MAX_ROWS, maxBytes = MAX_BYTES }: ReadingOptions,
  readPiece: (piece: readonly number[]) => Promise<T>,
): AsyncGenerator<T> {
  const pieces = inPieces(dataset, rowIndexes, maxRows, maxBytes);
  const read = (): Promise<T> | undefined => {
    const piece = pieces.next();
    if (piece.done === true) return undefined;
    const reading = readPiece(piece.value);
    reading.catch(() => undefined); // Whoever takes the piece sees the error.
    return reading;
  };
  let ahead = read();
  while (ahead !== undefined) {
    throwIfAborted(signal);
    const piece = await ahead;
    ahead = read();
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
): Generator<number[]> {
  let piece: number[] = [];
  let bytes = 0;
  for (const rowIndex of rowIndexes) {
    const { start, end } = dataset.byteRange(rowIndex);
    piece.push(rowIndex);
    bytes += end - start;
    if (piece.length < maxRows && bytes < maxBytes) continue;
    yield piece;
    piece = [];
    bytes = 0;
  }
  if (piece.length > 0) yield piece;
}
