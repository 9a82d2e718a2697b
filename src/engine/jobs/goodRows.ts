import { noteRemainingRows } from '../noteAllRows';
import type { OpenDataset } from '../openDataset';
import type { JobContext } from './job';

/** Bad rows have no text to embed and are no near-duplicates of each other. */
export async function goodRows({ dataset, facts }: OpenDataset, { signal }: JobContext): Promise<Uint32Array> {
  await noteRemainingRows(dataset, facts, signal);
  const rows = new Uint32Array(dataset.rowCount);
  let count = 0;
  for (let row = 0; row < dataset.rowCount; row++) if (!facts.isBad(row)) rows[count++] = row;
  return rows.subarray(0, count);
}
