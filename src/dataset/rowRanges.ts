import type { ByteRange } from './byteSource';
import type { RowIndex } from './rowIndex';
import { fault } from '../messages/say';

const SNIFFED_ROWS = 100;
const MAX_SNIFFED_BYTES = 4 * 1024 * 1024;
/** Text of more than half a gigabyte does not fit a JavaScript string. */
const MAX_ROW_BYTES = 256 * 1024 * 1024;
const EXCERPT_BYTES = 1024;

/** @throws DeitaError `rowOutOfRange` */
export function checkedRow({ rowCount }: RowIndex, rowIndex: number): number {
  if (Number.isInteger(rowIndex) && rowIndex >= 0 && rowIndex < rowCount) return rowIndex;
  const row = String(rowIndex);
  throw rowCount === 0 ? fault('noRowAtAll', { row }) : fault('noRow', { row, last: String(rowCount - 1) });
}

export function isTooLong(index: RowIndex, rowIndex: number): boolean {
  return index.lengthOf(rowIndex) > MAX_ROW_BYTES;
}

export function rangeOf(index: RowIndex, rowIndex: number): ByteRange {
  const start = index.offsetOf(rowIndex);
  return { start, end: start + index.lengthOf(rowIndex) };
}

/** The part of a row that is parsed: of a row that is too long, enough to show. */
export function parsedRange(index: RowIndex, rowIndex: number): ByteRange {
  const { start, end } = rangeOf(index, rowIndex);
  return isTooLong(index, rowIndex) ? { start, end: start + EXCERPT_BYTES } : { start, end };
}

/** The first rows, as far as they can be read at once; the first alone where it is huge. */
export function sniffedRanges(index: RowIndex): ByteRange[] {
  const ranges = Array.from({ length: Math.min(SNIFFED_ROWS, index.rowCount) }, (_, row) => parsedRange(index, row));
  const start = ranges[0]?.start ?? 0;
  return ranges.filter(({ end }, row) => row === 0 || end - start <= MAX_SNIFFED_BYTES);
}
