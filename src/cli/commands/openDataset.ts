import path from 'node:path';
import { Dataset } from '../../dataset/dataset';
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
  { file, fields, call }: Session,
  work: (dataset: Dataset) => Promise<T>,
): Promise<T> {
  const dataset = await Dataset.open(path.resolve(file), {
    signal: call.signal,
    ...(fields === undefined ? {} : { fields }),
  });
  try {
    return await work(dataset);
  } finally {
    await dataset.close();
  }
}
