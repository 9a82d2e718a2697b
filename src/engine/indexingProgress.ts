import path from 'node:path';
import type { Dataset } from '../dataset/dataset';
import type { JobContext } from './job';
import { StageProgress } from './progress';

const MEGABYTE = 1e6;

/**
 * Of a packed file, how much of it is unpacked; of others, how many rows are found.
 * @returns what to call whenever there is more
 */
export function indexingProgress(dataset: Dataset, onProgress: JobContext['onProgress']): () => void {
  const { unpacking } = dataset;
  if (unpacking === undefined) {
    const rows = new StageProgress(onProgress, { stage: 'index', total: null });
    return () => rows.update(dataset.rowCount);
  }
  const inMegabytes = (bytes: number): number => Math.ceil(bytes / MEGABYTE);
  const total = inMegabytes(unpacking.total);
  const megabytes = new StageProgress(onProgress, { stage: 'unpack', total, about: path.basename(dataset.path) });
  return () => megabytes.update(inMegabytes(dataset.unpacking?.done ?? unpacking.total));
}
