import { seededOrder } from '../../common/seededOrder';
import type { Dataset } from '../../dataset/dataset';
import { fileOrder, readNamedInPieces, rowRange } from '../rows/rowReader';
import { MeasuredRow, openMeasures } from '../signals/derived/measuredRow';
import { TOTAL_LENGTH } from '../signals/derived/lengths';

/** The order in which a random baseline takes the rows of a pool. */
export function randomOrder({ rowCount }: Dataset, seed: number): Uint32Array {
  return seededOrder(rowCount, seed);
}

/**
 * The longest rows first, by the signal `total-length`; of equal length the lower row first, unreadable ones last.
 * @param tokenizer path of a `tokenizer.json`; undefined = by words
 */
export async function longestOrder(
  dataset: Dataset,
  tokenizer: string | undefined,
  { signal, onRow }: { readonly signal: AbortSignal | undefined; readonly onRow?: (done: number) => void },
): Promise<Uint32Array> {
  const measures = await openMeasures(tokenizer);
  const lengths = new Float64Array(dataset.rowCount).fill(-1);
  let done = 0;
  for await (const rows of readNamedInPieces(dataset, rowRange(0, dataset.rowCount), { signal })) {
    for (const { row, formatName } of rows) {
      onRow?.(++done);
      if (row.problem !== undefined) continue;
      lengths[row.rowIndex] = Number(TOTAL_LENGTH.derive(new MeasuredRow(row, formatName, '', measures)));
    }
  }
  return fileOrder(dataset.rowCount).sort((a, b) => (lengths[b] as number) - (lengths[a] as number) || a - b);
}
