import { Comparability, rowsApart, type RowsApart } from '../../../src/selection/comparability';
import type { EmbeddingProvider, OutlineProvider } from '../../../src/selection/types';
import { seededRandom } from '../../support/seededRandom';

/** A pool made for a test: scores and embeddings. */
export interface Pool {
  readonly evolScores: Float64Array;
  readonly dimensions: number;
  /** Row-major. */
  readonly embeddings: Float32Array;
  /** By kind the number of what each row holds, 0 = nothing. */
  readonly attachments?: readonly Uint32Array[];
  /** Rows that are not the same, whatever they hold. */
  readonly apart?: RowsApart;
}

const ROW_KINDS = ['fresh', 'copy', 'scaled', 'near', 'zero', 'integer', 'huge', 'tiny', 'invalid'] as const;

/**
 * A pool full of what breaks a selection: copies, scaled copies, rows a rounding error apart, zero vectors, small
 * integers whose similarities tie exactly, lengths near both ends of float32, NaN and infinity, equal scores, rows
 * without a score.
 */
export function randomPool(seed: number, largest = 160): Pool {
  const random = seededRandom(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const rows = below(largest + 1);
  const dimensions = 4 + below(61);
  const embeddings = new Float32Array(rows * dimensions);
  const isUnit = random() < 0.5;
  for (let row = 0; row < rows; row++) {
    const kind = random() < 0.4 ? 'fresh' : (ROW_KINDS[below(ROW_KINDS.length)] ?? 'fresh');
    const source = row === 0 ? 0 : below(row) * dimensions;
    for (let d = 0; d < dimensions; d++) {
      embeddings[row * dimensions + d] = value(kind, embeddings[source + d] ?? 0, random);
    }
    if (kind === 'invalid') embeddings[row * dimensions + below(dimensions)] = random() < 0.5 ? NaN : Infinity;
    if (isUnit && kind !== 'integer') normalise(embeddings.subarray(row * dimensions, (row + 1) * dimensions));
  }
  const evolScores = Float64Array.from({ length: rows }, () => (random() < 0.05 ? NaN : below(20) / 4));
  return { evolScores, dimensions, embeddings };
}

/**
 * The pool with few different attachments of up to three kinds; most rows hold none, or of the first pools all do. Of
 * every other pool some pairs are told apart, too.
 */
export function withIncomparable(pool: Pool, seed: number): Pool {
  const random = seededRandom(seed ^ 0x5bd1e995);
  const share = random() < 0.2 ? 1 : random();
  const values = 1 + Math.floor(random() * 6);
  const kinds = 1 + Math.floor(random() * 3);
  const numberOf = (): number => (random() < share ? 1 + Math.floor(random() * values) : 0);
  const attachments = Array.from({ length: kinds }, () => Uint32Array.from(pool.evolScores, numberOf));
  return { ...pool, attachments, ...(random() < 0.5 ? {} : { apart: randomApart(pool.evolScores.length, random) }) };
}

function randomApart(rows: number, random: () => number): RowsApart {
  const rowBelow = (): number => Math.floor(random() * rows);
  const pairs = Array.from({ length: 4 * rows }, (): [number, number] => [rowBelow(), rowBelow()]);
  return rowsApart(pairs.filter(([row, other]) => row !== other));
}

/** Some rows as a person might keep them, in the order of the ranking; those without a score last, by row index. */
export function randomKept({ evolScores }: Pool, seed: number): number[] {
  const random = seededRandom(seed ^ 0x6c078965);
  const share = [0.02, 0.1, 0.4, 1][Math.floor(random() * 4)] ?? 0.1;
  const scoreOf = (row: number): number => evolScores[row] ?? NaN;
  const kept = [...evolScores.keys()].filter(() => random() < share);
  const scored = kept.filter((row) => !Number.isNaN(scoreOf(row)));
  scored.sort((a, b) => scoreOf(b) - scoreOf(a) || a - b);
  return [...scored, ...kept.filter((row) => Number.isNaN(scoreOf(row)))];
}

export function comparabilityOf({ attachments, apart }: Pool): { readonly comparability?: Comparability } {
  if (attachments === undefined && apart === undefined) return {};
  return { comparability: new Comparability(attachments ?? [], apart) };
}

function value(kind: (typeof ROW_KINDS)[number], source: number, random: () => number): number {
  switch (kind) {
    case 'copy':
      return source;
    case 'scaled':
      return source * 3;
    case 'near':
      return source * (1 + (random() - 0.5) * 1e-3);
    case 'zero':
      return 0;
    case 'integer':
      return Math.floor(random() * 3) - 1;
    case 'huge':
      return (random() - 0.5) * 3e38;
    case 'tiny':
      return (random() - 0.5) * 1e-40;
    default:
      return random() - 0.3;
  }
}

function normalise(row: Float32Array): void {
  const length = Math.hypot(...row);
  if (length > 0 && Number.isFinite(length)) row.forEach((x, d) => (row[d] = x / length));
}

/** Serves a pool's embeddings and keeps what was asked for. */
export class RecordingProvider implements EmbeddingProvider {
  readonly asked: number[] = [];
  readonly dimensions: number;

  constructor(private readonly pool: Pool) {
    this.dimensions = pool.dimensions;
  }

  embed(rowIndexes: Uint32Array): Promise<Float32Array> {
    const { dimensions } = this;
    const values = new Float32Array(rowIndexes.length * dimensions);
    rowIndexes.forEach((row, i) => {
      this.asked.push(row);
      values.set(this.pool.embeddings.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions);
    });
    return Promise.resolve(values);
  }
}

/** Serves outlines too: of a last part of every row, scaled to length 1, the length alone is known. */
export class OutlinedProvider extends RecordingProvider {
  readonly outlines: OutlineProvider;

  constructor(pool: Pool, seed: number) {
    super(pool);
    const random = seededRandom(seed ^ 0x2545f491);
    const known = 1 + Math.floor(random() * (pool.dimensions - 1));
    const first = 1 + Math.floor(random() * known);
    const sections = first === known ? [first, 1] : [first, known - first, 1];
    this.outlines = {
      dimensions: known + 1,
      sections,
      embed: (rowIndexes) =>
        Promise.resolve(Float32Array.from([...rowIndexes].flatMap((row) => outline(pool, row, known)))),
    };
  }
}

function outline({ embeddings, dimensions }: Pool, row: number, known: number): number[] {
  const values = [...embeddings.subarray(row * dimensions, (row + 1) * dimensions)];
  const length = lengthOf(values);
  const units = length === 0 ? values : values.map((value) => value / length);
  return [...units.slice(0, known), lengthOf(units.slice(known))];
}

/** NaN or infinity where a value is. */
function lengthOf(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}
