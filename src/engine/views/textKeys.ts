import { throwIfAborted } from '../../common/errors';
import type { Dataset } from '../../dataset/dataset';
import { previewOf } from '../rows/preview';
import { fileOrder, readInPieces, rowRange } from '../rows/rowReader';

/** Bytes of the preview that decide the order; rows that agree in them keep file order. */
const KEY_BYTES = 24;

/**
 * The row indexes by the start of their first instruction, case-insensitive, in code point order. Reads the whole
 * file; needs 24 bytes a row while it works.
 */
export async function sortedByInstruction(
  dataset: Dataset,
  descending: boolean,
  signal: AbortSignal | undefined,
): Promise<Uint32Array> {
  const { rowCount } = dataset;
  const keys = Buffer.alloc(rowCount * KEY_BYTES);
  for await (const rows of readInPieces(dataset, rowRange(0, rowCount), { signal })) {
    for (const row of rows) keys.write(previewOf(row).toLowerCase(), row.rowIndex * KEY_BYTES, KEY_BYTES);
  }
  throwIfAborted(signal);
  const keyAt = (row: number): number => row * KEY_BYTES;
  const direction = descending ? -1 : 1;
  return fileOrder(rowCount).sort(
    (a, b) => direction * keys.compare(keys, keyAt(b), keyAt(b) + KEY_BYTES, keyAt(a), keyAt(a) + KEY_BYTES) || a - b,
  );
}
