import { DeitaError } from '../../common/errors';
import type { Dataset } from '../../dataset/dataset';
import { formatCount } from '../../wording/numbers';
import type { RowFacts } from '../rows/rowFacts';
import { noteRemainingRows } from '../noteAllRows';
import type { OpenDataset } from '../openDataset';
import type { JobContext } from '../job';

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
  if (rowCount === 0) {
    throw new DeitaError(
      'noUsableRows',
      `${path} has no rows.`,
      'A dataset holds one JSON object per line, or a JSON array.',
    );
  }
  if (problemCount < rowCount) return;
  const [first] = problems;
  const place = first === undefined ? '' : ` Line ${first.lineNumber}: ${first.message}`;
  const rows = rowCount === 1 ? 'The only row' : `All ${formatCount(rowCount)} rows`;
  throw new DeitaError(
    'noUsableRows',
    `${rows} of ${path} cannot be read.${place}`,
    'deita inspect, or the Problems panel, lists what is wrong.',
  );
}
