import type { ScratchFolder } from '../../dataset/containers/scratch';
import { Dataset } from '../../dataset/dataset';
import { orAborted } from '../job';

/**
 * Opens a file beside the datasets that are open, for as long as it takes to read it.
 * @param read is called once all rows are indexed
 * @throws DeitaError what opening a dataset throws, `cancelled`
 */
export async function withDataset<T>(
  file: string,
  scratch: ScratchFolder,
  signal: AbortSignal | undefined,
  read: (dataset: Dataset) => Promise<T>,
): Promise<T> {
  const dataset = await Dataset.open(file, { scratch, ...(signal === undefined ? {} : { signal }) });
  try {
    await orAborted(dataset.indexed, signal);
    return await read(dataset);
  } finally {
    await dataset.close();
  }
}
