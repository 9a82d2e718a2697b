import path from 'node:path';
import { Dataset } from '../../dataset/dataset';
import { fileFields } from '../../engine/fileFields';
import type { DatasetInfo } from '../../protocol/dataset';
import type { Session } from '../command';

export function openDataset({ engine, file, fields, call }: Session): Promise<DatasetInfo> {
  return engine().request(
    'dataset/open',
    { path: path.resolve(file), ...(fields === undefined ? {} : { fields }) },
    call,
  );
}

/** Opens the file without an engine, for as long as the work takes. */
export async function withDataset<T>(
  { file, fields, call, log }: Session,
  work: (dataset: Dataset) => Promise<T>,
): Promise<T> {
  const dataset = await Dataset.open(path.resolve(file), {
    signal: call.signal,
    ...(fields === undefined ? {} : { fields }),
  });
  try {
    const result = await work(dataset);
    log({ level: 'info', message: 'file read', fields: fileFields(dataset) });
    return result;
  } finally {
    await dataset.close();
  }
}
