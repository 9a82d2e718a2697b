import type { Embedder } from '../../../src/embedding/embedder';
import { normaliseText, PART_SEPARATOR, partsOf } from '../../../src/embedding/normalForm';
import type { MatrixProduct } from '../../../src/inference/matmul';
import type { Random } from '../../../src/common/random';
import { LIGHT_EDITS, type Edit } from './edits';
import { HARD_NEGATIVES, taskPair } from './hardNegatives';
import { characterOverlap } from './overlap';
import type { TextSet } from './pools';
import type { Language } from './words';

/** A text and a changed copy of it. */
export interface ChangedPair {
  readonly change: string;
  readonly similarity: number;
}

/** Two different rows of a pool that are about as similar as near-duplicates. */
export interface SimilarRows {
  readonly first: number;
  readonly second: number;
  readonly similarity: number;
  readonly overlap: number;
}

export interface Measurement {
  readonly name: string;
  readonly language: Language;
  readonly rows: number;
  readonly changed: readonly ChangedPair[];
  readonly similar: readonly SimilarRows[];
}

/** Pairs of rows below are of no interest at any threshold that is looked at. */
const LEAST_SIMILARITY = 0.8;
const BLOCK_ROWS = 512;

/** Embeds a set of texts and seeded changes of some of them, and compares each with what it should be compared with. */
export async function measure(
  set: TextSet,
  embedder: Embedder,
  product: MatrixProduct,
  random: Random,
): Promise<Measurement> {
  const { name, language, texts } = set;
  const embeddings = await embedAll(embedder, texts);
  return {
    name,
    language,
    rows: texts.length,
    changed: await changedPairs(set, embeddings, embedder, random),
    similar: await similarRows(texts, embeddings, embedder.dimensions, product),
  };
}

/** Similarities of passages with different tasks in front of them. */
export async function measureTasks(
  passages: readonly string[],
  language: Language,
  embedder: Embedder,
  random: Random,
): Promise<ChangedPair[]> {
  const pairs = passages.map((passage) => taskPair(passage, language, random));
  const embeddings = await embedAll(embedder, pairs.flat());
  return pairs.map((_, index) => ({
    change: 'task',
    similarity: similarity(embeddings, 2 * index, embeddings, 2 * index + 1, embedder.dimensions),
  }));
}

async function changedPairs(
  { texts, language, edited }: TextSet,
  embeddings: Float32Array,
  embedder: Embedder,
  random: Random,
): Promise<ChangedPair[]> {
  const changes = texts.slice(0, edited).flatMap((text, row) =>
    Object.entries<Edit>({ ...LIGHT_EDITS, ...HARD_NEGATIVES }).flatMap(([change, edit]) => {
      const changed = changeOnePart(text, edit, language, random);
      return changed === undefined || changed === text ? [] : [{ change, row, changed }];
    }),
  );
  const vectors = await embedAll(
    embedder,
    changes.map(({ changed }) => changed),
  );
  return changes.map(({ change, row }, index) => ({
    change,
    similarity: similarity(embeddings, row, vectors, index, embedder.dimensions),
  }));
}

function changeOnePart(text: string, edit: Edit, language: Language, random: Random): string | undefined {
  const parts = partsOf(text);
  const chosen = random.below(parts.length);
  const changed = edit(parts[chosen] ?? '', language, random);
  if (changed === undefined) return undefined;
  return normaliseText(parts.with(chosen, changed).join(PART_SEPARATOR));
}

async function embedAll(embedder: Embedder, texts: readonly string[]): Promise<Float32Array> {
  const embeddings = new Float32Array(texts.length * embedder.dimensions);
  for (let start = 0; start < texts.length; start += embedder.batchSize) {
    const batch = await embedder.embed(texts.slice(start, start + embedder.batchSize));
    embeddings.set(batch, start * embedder.dimensions);
  }
  return embeddings;
}

/** All pairs of rows above `LEAST_SIMILARITY`, each once. */
async function similarRows(
  texts: readonly string[],
  values: Float32Array,
  dimensions: number,
  product: MatrixProduct,
): Promise<SimilarRows[]> {
  const found: SimilarRows[] = [];
  for (let start = 0; start < texts.length; start += BLOCK_ROWS) {
    const rows = Math.min(BLOCK_ROWS, texts.length - start);
    const left = { values: values.subarray(start * dimensions), count: rows };
    const products = await product.products(left, { values, count: texts.length }, dimensions);
    products.forEach((value, index) => {
      const first = start + Math.floor(index / texts.length);
      const second = index % texts.length;
      if (value <= LEAST_SIMILARITY || second <= first) return;
      const overlap = characterOverlap(texts[first] ?? '', texts[second] ?? '');
      found.push({ first, second, similarity: value, overlap });
    });
  }
  return found;
}

function similarity(a: Float32Array, rowA: number, b: Float32Array, rowB: number, dimensions: number): number {
  let sum = 0;
  for (let column = 0; column < dimensions; column++) {
    sum += (a[rowA * dimensions + column] ?? 0) * (b[rowB * dimensions + column] ?? 0);
  }
  return sum;
}
