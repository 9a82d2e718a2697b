import { throwIfAborted } from '../common/errors';
import type { Comparability } from './comparability';
import { Pacer } from './pacer';
import type { RowBlock } from './rowBlock';
import type { SimilarityKernel } from './similarityKernel';

const QUERY_ROWS = 128;

export interface NearestOptions {
  readonly signal?: AbortSignal | undefined;
  /** Which rows are incomparable and have the similarity 0 for it; none unless given. */
  readonly comparability?: Comparability | undefined;
}

/** A row of a sample and the row of the sample that is most similar to it. */
export interface NearestPair {
  readonly rowIndex: number;
  readonly nearestRowIndex: number;
  readonly cosineSimilarity: number;
}

/**
 * The nearest other row of the same block, for every row that has one. Which row is nearest is decided in the kernel's
 * precision (lower row first on ties), how similar it is in float64; zero vectors and rows that cannot be compared
 * have no neighbours and are nobody's. Incomparable rows have the similarity 0.
 * @throws DeitaError `cancelled`
 */
export async function nearestWithin(
  block: RowBlock,
  kernel: SimilarityKernel,
  { signal, comparability }: NearestOptions = {},
): Promise<NearestPair[]> {
  const positions = block.comparable.filter((position) => (block.squaredNorms[position] as number) > 0);
  const units = block.unitsOf(positions);
  const rowIndexes = positions.map((position) => block.rowIndexes[position] as number);
  const pacer = new Pacer(signal);
  const pairs: NearestPair[] = [];
  for (let start = 0; start < positions.length; start += QUERY_ROWS) {
    throwIfAborted(signal);
    const queries = block.unitsOf(positions.subarray(start, start + QUERY_ROWS));
    const products = await kernel.products(queries, units, block.dimensions);
    comparability?.overwrite(products, rowIndexes.subarray(start, start + QUERY_ROWS), rowIndexes, 0);
    for (let query = 0; query < queries.count; query++) {
      const similarities = products.subarray(query * units.count, (query + 1) * units.count);
      const nearest = largestExcept(similarities, start + query);
      if (nearest < 0) continue;
      const [position, other] = [positions[start + query] as number, positions[nearest] as number];
      pairs.push({
        rowIndex: block.rowIndexes[position] as number,
        nearestRowIndex: block.rowIndexes[other] as number,
        cosineSimilarity: block.similarity(position, block, other, comparability),
      });
    }
    await pacer.yieldIfDue();
  }
  return pairs;
}

function largestExcept(values: Float32Array, except: number): number {
  let largest = -1;
  for (let index = 0; index < values.length; index++) {
    if (index !== except && (largest < 0 || (values[index] as number) > (values[largest] as number))) largest = index;
  }
  return largest;
}
