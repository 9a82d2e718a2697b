import type { RowBlock } from './rowBlock';
import { positionsWithin, similaritiesWithin, type WithinOptions } from './similaritiesWithin';
import type { SimilarityKernel } from './similarityKernel';

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
  options: WithinOptions = {},
): Promise<NearestPair[]> {
  const positions = positionsWithin(block);
  const pairs: NearestPair[] = [];
  await similaritiesWithin({ block, positions }, kernel, options, (place, similarities) => {
    const nearest = largestExcept(similarities, place);
    if (nearest < 0) return;
    const [position, other] = [positions[place] as number, positions[nearest] as number];
    pairs.push({
      rowIndex: block.rowIndexes[position] as number,
      nearestRowIndex: block.rowIndexes[other] as number,
      cosineSimilarity: block.similarity(position, block, other, options.comparability),
    });
  });
  return pairs;
}

function largestExcept(values: Float32Array, except: number): number {
  let largest = -1;
  for (let index = 0; index < values.length; index++) {
    if (index !== except && (largest < 0 || (values[index] as number) > (values[largest] as number))) largest = index;
  }
  return largest;
}
