import type { Limits } from '../../../src/selection/allowance';
import { seededRandom } from '../../support/seededRandom';

/** Quotas and a token budget by their definitions, for pools that are made for a test. */
export interface LimitedPool {
  readonly tokens?: { readonly budget: number; readonly ofRow: readonly number[] };
  readonly quotas: readonly {
    readonly signal: string;
    readonly categories: readonly (readonly string[])[];
    readonly caps: Readonly<Record<string, number>>;
  }[];
  /** Told of every row that is taken which other rows would have done as well. */
  readonly onTie?: (others: readonly number[]) => void;
}

/** Few categories and low caps, so that most walks meet them; rows with none and with several. */
export function randomLimits(rows: number, seed: number): LimitedPool {
  const random = seededRandom(seed ^ 0x3c6ef372);
  const below = (n: number): number => Math.floor(random() * n);
  const ofRow = Array.from({ length: rows }, () => below(9));
  const quotas = Array.from({ length: below(3) }, (_, at) => ({
    signal: `s${at}`,
    categories: Array.from({ length: rows }, () => ['a', 'b', 'c'].filter(() => random() < 0.4)),
    caps: { a: below(12), b: below(12), ...(random() < 0.5 ? { c: below(12) } : {}) },
  }));
  return { quotas, ...(random() < 0.4 ? { tokens: { budget: below(rows * 3 + 1), ofRow } } : {}) };
}

export function limitsOf({ tokens, quotas }: LimitedPool): Limits {
  return {
    ...(tokens === undefined ? {} : { tokens: { budget: tokens.budget, of: (row) => tokens.ofRow[row] ?? NaN } }),
    quotas: quotas.map(({ signal, categories, caps }) => ({
      signal,
      categoriesOf: (row) => categories[row] ?? [],
      capOf: (category) => caps[category] ?? Infinity,
    })),
  };
}

/** What the rows that are taken leave of the limits, counted again from the start each time. */
export class LimitOracle {
  readonly taken: number[];

  /** @param kept rows that are taken before, whatever the limits */
  constructor(
    private readonly pool: LimitedPool,
    kept: readonly number[] = [],
  ) {
    this.taken = [...kept];
  }

  /** The quota that is full for a row; undefined = none. */
  fullFor(row: number): string | undefined {
    for (const { signal, categories, caps } of this.pool.quotas) {
      for (const category of categories[row] ?? []) {
        const count = this.taken.filter((other) => categories[other]?.includes(category)).length;
        if (count >= (caps[category] ?? Infinity)) return `quota of ${signal} = ${category} is full`;
      }
    }
    return undefined;
  }

  /** @returns the first of those whose value is within 1e-9 of the highest */
  firstOfHighest(rows: readonly number[], values: readonly number[]): number {
    const highest = Math.max(...values);
    const [first = Number.NaN, ...others] = rows.filter((_, at) => (values[at] ?? NaN) >= highest - 1e-9);
    if (others.length > 0) this.pool.onTie?.(others);
    return first;
  }

  exceedsTokens(row: number): boolean {
    const { tokens } = this.pool;
    if (tokens === undefined) return false;
    const sum = [...this.taken, row].reduce((total, each) => total + (tokens.ofRow[each] ?? NaN), 0);
    return sum > tokens.budget;
  }
}
