import type { Dataset } from '../dataset/dataset';
import type { DatasetInfo } from '../protocol/dataset';
import type { EngineContext } from './engineContext';
import type { LogFields } from '../protocol/log';

/** Logs what a file is, once it has been read to its end; one that cannot be is reported by whoever reads its rows. */
export function logOnceRead(id: string, dataset: Dataset, { log }: Pick<EngineContext, 'log'>): void {
  dataset.indexed.then(
    () => log({ level: 'info', message: 'file read', fields: { dataset: id, ...fileFields(dataset) } }),
    () => undefined,
  );
}

function fileFields({ path, format, container, rowCount, byteLength, isRestored }: Dataset): LogFields {
  return { path, format, container, rows: rowCount, bytes: byteLength, indexKept: isRestored };
}

/** What of an open dataset is known of its file alone. */
export function fileInfo(dataset: Dataset): FileInfo {
  const { path, format, byteLength, rowCount, isIndexed, isPool } = dataset;
  const info = { path, format, byteLength, rowCount, indexing: !isIndexed };
  return isPool ? { ...info, poolFiles: dataset.members.length } : info;
}

type FileInfo = Pick<DatasetInfo, 'path' | 'format' | 'byteLength' | 'rowCount' | 'indexing' | 'poolFiles'>;
