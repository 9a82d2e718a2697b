import path from 'node:path';
import { fault } from '../../messages/say';
import type { RowBlock } from '../../selection/rowBlock';
import type { Tags } from '../../selection/tags';
import { spreadOf } from '../../selection/tagSpread';
import { categoriesOf } from './signalNumbers';
import type { ColumnValueOf } from './signalColumns';

/** Embeddings of tags, in the order in which those are first met in the file. */
export interface TagVectors {
  /** Where they stand, for messages. */
  readonly file: string;
  readonly rows: RowBlock;
}

/**
 * The tags of a pool: the values of a signal, numbered in the order in which they are first met in the file.
 * @param signal its name, for messages
 * @param vectors a row for each tag; without them no tag is near another
 * @throws DeitaError `noUsableRows` when no row has a tag, `embeddingsMismatch` when there is another number of vectors
 */
export function poolTags(
  signal: string,
  valueOf: ColumnValueOf,
  rowCount: number,
  vectors: TagVectors | undefined,
): Tags {
  const numbers = new Map<string, number>();
  const tagsOf: (readonly number[])[] = [];
  for (let row = 0; row < rowCount; row++) {
    tagsOf.push(categoriesOf(valueOf(row)).map((tag) => numberOf(tag, numbers)));
  }
  const count = numbers.size;
  if (count === 0) throw fault('noTags', { signal });
  const spread = vectors === undefined ? undefined : spreadBy(vectors, count);
  return { count, of: (row) => tagsOf[row] ?? [], spread: (tag) => spread?.[tag] ?? [[tag, 1]] };
}

function numberOf(tag: string, numbers: Map<string, number>): number {
  const number = numbers.get(tag) ?? numbers.size;
  numbers.set(tag, number);
  return number;
}

function spreadBy({ file, rows }: TagVectors, count: number): ReturnType<typeof spreadOf> {
  if (rows.count !== count) {
    throw fault('otherTagCount', { file: path.basename(file), rows: rows.count, tags: count });
  }
  return spreadOf(count, (tag, other) => rows.similarity(tag, rows, other));
}
