import path from 'node:path';
import type { DatasetInfo } from '../../protocol/dataset';
import type { Session } from '../command';

export function openDataset({ engine, file, fields, call }: Session): Promise<DatasetInfo> {
  return engine().request(
    'dataset/open',
    { path: path.resolve(file), ...(fields === undefined ? {} : { fields }) },
    call,
  );
}
