import type { Dataset } from '../dataset/dataset';
import { listed, say } from '../messages/say';
import { inEnglish } from '../messages/wording';
import type { DatasetInfo } from '../protocol/dataset';
import type { EngineContext } from './engineContext';
import type { LogFields } from '../protocol/log';
import { notice } from './notice';

/** Logs what a file is, and which files of a pool are other ones than it was made of, once it has been read to its end; one that cannot be is reported by whoever reads its rows. */
export function logOnceRead(id: string, dataset: Dataset, { log }: Pick<EngineContext, 'log'>): void {
  dataset.indexed.then(
    () => {
      log({ level: 'info', message: 'file read', fields: { dataset: id, ...fileFields(dataset) } });
      const { changedFiles: changed } = dataset;
      if (changed.length > 0) log(notice(say('poolChanged', { pool: dataset.path, files: listed(changed) })));
    },
    () => undefined,
  );
}

function fileFields({ path, format, container, rowCount, byteLength, isRestored }: Dataset): LogFields {
  return { path, format, container: inEnglish(container), rows: rowCount, bytes: byteLength, indexKept: isRestored };
}

/** What of an open dataset is known of its file alone. */
export function fileInfo(dataset: Dataset): FileInfo {
  const { path, format, byteLength, rowCount, isIndexed, isPool } = dataset;
  return {
    ...{ path, format, byteLength, rowCount, indexing: !isIndexed },
    ...(rowsHaveOwnNumbers(dataset) ? { rowsHaveOwnNumbers: true as const } : {}),
    ...(isPool ? { poolFiles: dataset.members.length } : {}),
  };
}

/** Where the last row stands on the line of its number, all do. */
function rowsHaveOwnNumbers(dataset: Dataset): boolean {
  const { isIndexed, rowCount } = dataset;
  return isIndexed && rowCount > 0 && dataset.lineNumberOf(rowCount - 1) !== rowCount;
}

type FileInfo = Pick<
  DatasetInfo,
  'path' | 'format' | 'byteLength' | 'rowCount' | 'indexing' | 'rowsHaveOwnNumbers' | 'poolFiles'
>;
