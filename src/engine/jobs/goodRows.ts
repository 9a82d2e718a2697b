import type { Dataset } from '../../dataset/dataset';
import type { RowFacts } from '../rows/rowFacts';
import { noteRemainingRows } from '../noteAllRows';
import type { OpenDataset } from '../openDataset';
import type { JobContext } from '../job';
import { fault, say } from '../../messages/say';

/** Bad rows have no text to embed and are no near-duplicates of each other. */
export async function goodRows({ dataset, facts }: OpenDataset, { signal }: JobContext): Promise<Uint32Array> {
  await noteRemainingRows(dataset, facts, signal);
  const rows = new Uint32Array(dataset.rowCount);
  let count = 0;
  for (let row = 0; row < dataset.rowCount; row++) if (!facts.isBad(row)) rows[count++] = row;
  return rows.subarray(0, count);
}

/**
 * Ends a job that would have nothing to work on, before it touches any output. All rows must have been noted.
 * @throws DeitaError `noUsableRows`
 */
export function assertSomethingReadable({ path, rowCount }: Dataset, { problemCount, problems }: RowFacts): void {
  if (rowCount === 0) throw fault('noRows', { file: path });
  if (problemCount < rowCount) return;
  const [first] = problems;
  const why =
    first === undefined ? '' : say('firstProblem', { line: String(first.lineNumber), problem: first.message });
  throw fault('noReadableRow', { rows: rowCount, file: path, why });
}
