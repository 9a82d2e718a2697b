import path from 'node:path';
import type { DatasetInfo } from '../../protocol/dataset';
import type { Session } from '../command';
import { textOption } from '../values';

/** @param file a dataset that is not the command's argument */
export function openDataset(
  { engine, file: argument, fields, values, call }: Session,
  file = argument,
): Promise<DatasetInfo> {
  const decisions = textOption(values, 'decisions');
  return engine().request(
    'dataset/open',
    {
      path: path.resolve(file),
      ...(fields === undefined ? {} : { fields }),
      ...(decisions === undefined ? {} : { decisions: path.resolve(decisions) }),
    },
    call,
  );
}
