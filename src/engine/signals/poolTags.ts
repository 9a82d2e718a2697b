import path from 'node:path';
import { DeitaError } from '../../common/errors';
import { openNpy } from '../../embedding/npy';
import { cosineSimilarity, dotProduct, squaredNorm } from '../../selection/cosine';
import type { Tags } from '../../selection/tags';
import { spreadOf } from '../../selection/tagSpread';
import { categoriesOf } from './signalNumbers';
import type { ColumnValueOf } from './signalColumns';

/**
 * The tags of a pool: the values of a signal, numbered in the order in which they are first met in the file.
 * @param embeddings path of a .npy with a row for each tag; without it no tag is near another
 * @throws DeitaError `embeddingsMismatch` when the file has another number of rows
 */
export async function poolTags(
  valueOf: ColumnValueOf,
  rowCount: number,
  embeddings: string | undefined,
): Promise<Tags> {
  const numbers = new Map<string, number>();
  const tagsOf: (readonly number[])[] = [];
  for (let row = 0; row < rowCount; row++) {
    tagsOf.push(categoriesOf(valueOf(row)).map((tag) => numberOf(tag, numbers)));
  }
  const count = numbers.size;
  const spread = embeddings === undefined ? undefined : await spreadBy(embeddings, count);
  return { count, of: (row) => tagsOf[row] ?? [], spread: (tag) => spread?.[tag] ?? [[tag, 1]] };
}

function numberOf(tag: string, numbers: Map<string, number>): number {
  const number = numbers.get(tag) ?? numbers.size;
  numbers.set(tag, number);
  return number;
}

async function spreadBy(file: string, count: number): Promise<ReturnType<typeof spreadOf>> {
  const matrix = await openNpy(file);
  try {
    if (matrix.count !== count) {
      throw new DeitaError(
        'embeddingsMismatch',
        `${path.basename(file)} has ${matrix.count} rows, and the rows have ${count} different tags.`,
        'Give a row for each tag, in the order in which they are first met in the file.',
      );
    }
    const { dimensions } = matrix;
    const values = await matrix.readRows(Uint32Array.from({ length: count }, (_, tag) => tag));
    const norms = Float64Array.from({ length: count }, (_, tag) => squaredNorm(values, tag * dimensions, dimensions));
    return spreadOf(count, (tag, other) =>
      cosineSimilarity(
        dotProduct(values, tag * dimensions, values, other * dimensions, dimensions),
        norms[tag] as number,
        norms[other] as number,
      ),
    );
  } finally {
    await matrix.close();
  }
}
