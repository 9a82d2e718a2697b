import type { Dataset } from '../dataset/dataset';
import type { LogFields } from '../protocol/log';

/** What the log holds of a file that has been read to its end. */
export function fileFields({ path, format, container, rowCount, byteLength, isRestored }: Dataset): LogFields {
  return { path, format, container, rows: rowCount, bytes: byteLength, indexKept: isRestored };
}
