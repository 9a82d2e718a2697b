import type { ScratchFolder } from '../../dataset/containers/scratch';
import type { FieldMapping } from '../../dataset/conversation';
import { Dataset } from '../../dataset/dataset';
import { orAborted } from '../job';

export interface OtherDatasetOptions {
  readonly signal: AbortSignal | undefined;
  /** How its fields are mapped; absent or undefined = as they are found. */
  readonly fields?: FieldMapping | undefined;
}

/**
 * Opens a file beside the datasets that are open, for as long as it takes to read it.
 * @param read is called once all rows are indexed
 * @throws DeitaError what opening a dataset throws, `cancelled`
 */
export async function withDataset<T>(
  file: string,
  scratch: ScratchFolder,
  { signal, fields }: OtherDatasetOptions,
  read: (dataset: Dataset) => Promise<T>,
): Promise<T> {
  const dataset = await Dataset.open(file, {
    scratch,
    ...(fields === undefined ? {} : { fields }),
    ...(signal === undefined ? {} : { signal }),
  });
  try {
    await orAborted(dataset.indexed, signal);
    return await read(dataset);
  } finally {
    await dataset.close();
  }
}
