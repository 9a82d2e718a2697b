import { throwIfAborted } from '../common/errors';
import type { Comparability } from './comparability';
import { Pacer } from './pacer';
import type { RowBlock } from './rowBlock';
import type { SimilarityKernel } from './similarityKernel';

const QUERY_ROWS = 128;

export interface WithinOptions {
  readonly signal?: AbortSignal | undefined;
  /** Which rows are incomparable and have the similarity 0 for it; none unless given. */
  readonly comparability?: Comparability | undefined;
}

/** Positions of the rows of a block that have similarities: those without NaN and infinity, and no zero vectors. */
export function positionsWithin(block: RowBlock): Uint32Array {
  return block.comparable.filter((position) => (block.squaredNorms[position] as number) > 0);
}

/**
 * Compares rows of a block with all of them, in the kernel's precision; rows that are incomparable have the similarity 0.
 * @param positions as of `positionsWithin`
 * @param onRow told, in order, of each row's place among them and of its similarities to all, which hold until it returns
 * @throws DeitaError `cancelled`
 */
export async function similaritiesWithin(
  { block, positions }: { readonly block: RowBlock; readonly positions: Uint32Array },
  kernel: SimilarityKernel,
  { signal, comparability }: WithinOptions,
  onRow: (place: number, similarities: Float32Array) => void,
): Promise<void> {
  const units = block.unitsOf(positions);
  const rowIndexes = positions.map((position) => block.rowIndexes[position] as number);
  const pacer = new Pacer(signal);
  for (let start = 0; start < positions.length; start += QUERY_ROWS) {
    throwIfAborted(signal);
    const queries = block.unitsOf(positions.subarray(start, start + QUERY_ROWS));
    const products = await kernel.products(queries, units, block.dimensions);
    comparability?.overwrite(products, rowIndexes.subarray(start, start + QUERY_ROWS), rowIndexes, 0);
    for (let query = 0; query < queries.count; query++) {
      onRow(start + query, products.subarray(query * units.count, (query + 1) * units.count));
    }
    await pacer.yieldIfDue();
  }
}
