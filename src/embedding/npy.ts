import { open, type FileHandle } from 'node:fs/promises';
import { fillBuffer } from '../common/fillBuffer';
import { ReadsAtOnce } from '../common/readsAtOnce';
import { fault } from '../messages/say';
import { readNpyHeader, type NpyHeader } from './npyHeader';
import { decodeNumbers } from './npyNumbers';

/** A matrix in a NumPy `.npy` file, read row by row; the file is never held in memory as a whole. */
export interface NpyMatrix {
  /** Rows, N. */
  readonly count: number;
  /** Columns, D. */
  readonly dimensions: number;
  /**
   * @param rowIndexes 0-based, in any order
   * @returns row-major rowIndexes.length × D float32, in the order asked for
   * @throws DeitaError `rowOutOfRange`, `fileUnreadable`
   */
  readRows(rowIndexes: ArrayLike<number>): Promise<Float32Array>;
  close(): Promise<void>;
}

/** A single read may not reach 2 GiB; larger ones would be no faster than this. */
const MOST_BYTES_A_READ = 2 ** 26;

/**
 * Opens an N × D matrix of floating-point numbers in C order; `.npy` format versions 1 to 3, little-endian float32,
 * float64 or float16 (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
 * @throws DeitaError `fileNotFound`, `fileUnreadable` or `embeddingsMismatch` naming what is wrong with the file
 */
export async function openNpy(path: string): Promise<NpyMatrix> {
  const file = await openFile(path);
  try {
    const header = await readNpyHeader(file, path);
    return {
      count: header.count,
      dimensions: header.dimensions,
      readRows: (rowIndexes) => readRows(file, header, rowIndexes),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (missing) throw fault('noEmbeddingsFile', { file: path });
    throw fault('embeddingsNotRead', { file: path, reason: String(error) });
  }
}

async function readRows(file: FileHandle, header: NpyHeader, rowIndexes: ArrayLike<number>): Promise<Float32Array> {
  const rowBytes = header.dimensions * header.bytesPerNumber;
  const bytes = new Uint8Array(rowIndexes.length * rowBytes);
  const longestRun = Math.max(1, Math.floor(MOST_BYTES_A_READ / rowBytes));
  for (let at = 0; at < rowIndexes.length; at++) checkRow(rowIndexes[at], header.count);
  const reads = new ReadsAtOnce();
  for (let first = 0; first < rowIndexes.length;) {
    const rowIndex = rowIndexes[first] as number;
    const rows = runLength(rowIndexes, first, Math.min(longestRun, header.count - rowIndex));
    const target = bytes.subarray(first * rowBytes, (first + rows) * rowBytes);
    await reads.add(target.length, () => readRun(file, header, rowIndex, target));
    first += rows;
  }
  await reads.end();
  return decodeNumbers(bytes.buffer, header.type);
}

/** Reads the rows that follow one another from `rowIndex` on. */
async function readRun(
  file: FileHandle,
  { dataOffset, dimensions, bytesPerNumber }: NpyHeader,
  rowIndex: number,
  target: Uint8Array,
): Promise<void> {
  const filled = await fillBuffer(file, target, dataOffset + rowIndex * dimensions * bytesPerNumber);
  if (filled < target.length) throw fault('embeddingCut', { row: String(rowIndex) });
}

/** Rows that follow one another in the file, from a position in the list on: they are read at once. */
function runLength(rowIndexes: ArrayLike<number>, first: number, longest: number): number {
  let rows = 1;
  while (rows < longest && rowIndexes[first + rows] === (rowIndexes[first] ?? 0) + rows) rows++;
  return rows;
}

function checkRow(rowIndex: number | undefined, count: number): void {
  if (rowIndex !== undefined && Number.isInteger(rowIndex) && rowIndex >= 0 && rowIndex < count) return;
  throw fault('noEmbeddingRow', { row: String(rowIndex), count: String(count) });
}
