import path from 'node:path';
import type { DatasetInfo } from '../../protocol/dataset';
import type { Session } from '../command';

/** @param file a dataset that is not the command's argument */
export function openDataset({ engine, file: argument, fields, call }: Session, file = argument): Promise<DatasetInfo> {
  return engine().request(
    'dataset/open',
    { path: path.resolve(file), ...(fields === undefined ? {} : { fields }) },
    call,
  );
}
