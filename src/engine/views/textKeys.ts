import { throwIfAborted } from '../../common/errors';
import type { Row } from '../../dataset/conversation';
import type { Dataset } from '../../dataset/dataset';
import type { TextColumn } from '../../protocol/views';
import { previewOf, responsePreviewOf } from '../rows/preview';
import { fileOrder, readUnparsedInPieces, rowRange } from '../rows/rowReader';

/** Bytes of the preview that decide the order; rows that agree in them keep file order. */
const KEY_BYTES = 24;

const TEXT_OF: Readonly<Record<TextColumn, (row: Row) => string>> = {
  instruction: previewOf,
  response: (row) => responsePreviewOf(row) ?? '',
};

/**
 * The row indexes by the start of their first instruction or response, case-insensitive, in code point order. Reads the whole
 * file; needs 24 bytes a row while it works.
 */
export async function sortedByText(
  dataset: Dataset,
  column: TextColumn,
  descending: boolean,
  signal: AbortSignal | undefined,
): Promise<Uint32Array> {
  const { rowCount } = dataset;
  const keys = Buffer.alloc(rowCount * KEY_BYTES);
  for await (const rows of readUnparsedInPieces(dataset, rowRange(0, rowCount), { signal })) {
    await rows.forEach(({ row }) => {
      keys.write(TEXT_OF[column](row).toLowerCase(), row.rowIndex * KEY_BYTES, KEY_BYTES);
    });
  }
  throwIfAborted(signal);
  const keyAt = (row: number): number => row * KEY_BYTES;
  const direction = descending ? -1 : 1;
  return fileOrder(rowCount).sort(
    (a, b) => direction * keys.compare(keys, keyAt(b), keyAt(b) + KEY_BYTES, keyAt(a), keyAt(a) + KEY_BYTES) || a - b,
  );
}
