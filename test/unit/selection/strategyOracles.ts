import { inEnglish } from '../../../src/messages/wording';
import type { SelectOptions } from '../../../src/selection/select';
import { RowBlock } from '../../../src/selection/rowBlock';
import type { Tags } from '../../../src/selection/tags';
import { STATUSES, type SelectionOutcome } from '../../../src/selection/types';
import { seededRandom } from '../../support/seededRandom';
import { LimitOracle, limitsOf, randomLimits, type LimitedPool } from './limitedOracle';
import { oracleSimilarity } from './oracle';
import { comparabilityOf, randomPool, withIncomparable, type Pool } from './pools';

/** A row as a strategy judged it. */
interface Judged {
  readonly row: number;
  readonly status: string;
  readonly rank: number;
  readonly reason: string | undefined;
}

/** Candidates in the order of the ranking. */
function ranked({ evolScores }: Pool): number[] {
  const rows = [...evolScores.keys()].filter((row) => !Number.isNaN(evolScores[row]));
  return rows.sort((a, b) => (evolScores[b] ?? NaN) - (evolScores[a] ?? NaN) || a - b);
}

export function isFinite({ embeddings, dimensions }: Pool, row: number): boolean {
  return embeddings.subarray(row * dimensions, (row + 1) * dimensions).every(Number.isFinite);
}

const isStatus = (judgement: string): boolean => (STATUSES as readonly string[]).includes(judgement);

/** Walks by the ranking: first what `judge` says (a status, or a reason to pass over), then quotas, then tokens. */
export function oracleWalk(
  pool: Pool,
  limited: LimitedPool,
  budget: number,
  judge: (row: number, taken: readonly number[]) => string | undefined,
  kept: readonly number[] = [],
): Judged[] {
  const limits = new LimitOracle(limited, kept);
  const judged = new Map<number, Judged>();
  kept.forEach((row, at) => judged.set(row, { row, status: 'selected', rank: at + 1, reason: 'kept by hand' }));
  for (const row of ranked(pool)) {
    if (kept.includes(row)) continue;
    if (limits.taken.length === budget) break;
    const judgement = judge(row, limits.taken);
    const reason = judgement === undefined ? limits.fullFor(row) : isStatus(judgement) ? undefined : judgement;
    const isTaken = judgement === undefined && reason === undefined;
    if (isTaken && limits.exceedsTokens(row)) break;
    if (isTaken) limits.taken.push(row);
    const status = isTaken ? 'selected' : reason === undefined ? (judgement ?? '') : 'notReached';
    judged.set(row, { row, status, rank: isTaken ? limits.taken.length : 0, reason });
  }
  return complete(pool, judged);
}

function complete({ evolScores }: Pool, judged: ReadonlyMap<number, Judged>): Judged[] {
  return Array.from(evolScores, (score, row) => {
    const status = Number.isNaN(score) ? 'unscored' : 'notReached';
    return judged.get(row) ?? { row, status, rank: 0, reason: undefined };
  });
}

/** Reasons as they are said in English. */
export function judgedOf({ statuses, ranks, reasons }: SelectionOutcome): Judged[] {
  const reasonOf = (row: number): string | undefined => {
    const reason = reasons?.of(row);
    return reason === undefined ? undefined : inEnglish(reason);
  };
  return Array.from(statuses, (status, row) => ({
    row,
    status: STATUSES[status] ?? '',
    rank: ranks[row] ?? NaN,
    reason: reasonOf(row),
  }));
}

interface GreedyCase {
  readonly pool: Pool;
  readonly limited: LimitedPool;
  readonly budget: number;
  readonly options: SelectOptions;
}

/** @param compared whether pools hold attachments, too */
export function greedyCase(seed: number, largest: number, compared = true): GreedyCase {
  const plain = randomPool(seed, largest);
  const pool = compared ? withIncomparable(plain, seed) : plain;
  const limited = randomLimits(pool.evolScores.length, seed + 3000);
  const budget = seed % 5 === 0 ? -1 : 1 + (seed % 25);
  return { pool, limited, budget, options: { limits: limitsOf(limited), ...comparabilityOf(pool) } };
}

export const taken = ({ selectedRows }: SelectionOutcome): number[] => [...selectedRows];

/** Plain greedy: the highest gain of all rows that are left, ties (within 1e-9) by row index; rows over a quota are passed over. */
function oracleGreedy(
  pool: Pool,
  limited: LimitedPool,
  budget: number,
  gainOf: (row: number, taken: readonly number[]) => number,
  isUsable: (row: number) => boolean = (row) => isFinite(pool, row),
  kept: readonly number[] = [],
): number[] {
  const limits = new LimitOracle(limited, kept);
  let left = [...pool.evolScores.keys()].filter(
    (row) => !Number.isNaN(pool.evolScores[row]) && isUsable(row) && !kept.includes(row),
  );
  while (left.length > 0 && limits.taken.length !== budget) {
    const gains = left.map((row) => gainOf(row, limits.taken));
    const next = limits.firstOfHighest(left, gains);
    left = left.filter((row) => row !== next);
    if (limits.fullFor(next) !== undefined) continue;
    if (limits.exceedsTokens(next)) break;
    limits.taken.push(next);
  }
  return limits.taken;
}

/** The first of the ranking that may be taken, unless rows are kept; then whatever is farthest from those taken. */
export function oracleCenters(
  pool: Pool,
  limited: LimitedPool,
  budget: number,
  kept: readonly number[] = [],
): number[] {
  const order = ranked(pool);
  const first = order.find(
    (row) => !kept.includes(row) && isFinite(pool, row) && new LimitOracle(limited, kept).fullFor(row) === undefined,
  );
  const gainOf = (row: number, taken: readonly number[]): number => {
    const centers = taken.filter((other) => isFinite(pool, other));
    if (centers.length === 0) return row === first ? 1 : -(order.length + order.indexOf(row));
    return -Math.max(...centers.map((other) => oracleSimilarity(pool, row, other)));
  };
  return oracleGreedy(pool, limited, budget, gainOf, undefined, kept);
}

/** Of InsTag: a row must have a tag that none of those taken has. */
export function oracleNewTag(tags: Tags): (row: number, taken: readonly number[]) => string | undefined {
  return (row, taken) => {
    const isNew = tags.of(row).some((tag) => !taken.some((other) => tags.of(other).includes(tag)));
    return isNew ? undefined : 'no new tag';
  };
}

export function oracleFacility(
  pool: Pool,
  limited: LimitedPool,
  budget: number,
  alpha: number,
  kept: readonly number[] = [],
): number[] {
  const rows = [...pool.evolScores.keys()].filter((row) => !Number.isNaN(pool.evolScores[row]));
  const candidates = rows.filter((row) => isFinite(pool, row));
  const scores = rows.map((row) => pool.evolScores[row] ?? NaN);
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const m = budget === -1 ? candidates.length : budget;
  const covered = new Map<number, number>();
  let known = 0;
  const gainOf = (row: number, taken: readonly number[]): number => {
    for (; known < taken.length; known++) {
      const last = taken[known] ?? NaN;
      if (!isFinite(pool, last)) continue; // Kept by hand, and similar to nothing.
      for (const i of candidates) covered.set(i, Math.max(covered.get(i) ?? 0, oracleSimilarity(pool, i, last)));
    }
    const added = candidates.reduce((sum, i) => {
      const before = covered.get(i) ?? 0;
      return sum + Math.max(before, oracleSimilarity(pool, i, row), 0) - before;
    }, 0);
    const scaled = high > low ? ((pool.evolScores[row] ?? NaN) - low) / (high - low) : 0;
    return (alpha * added) / candidates.length + ((1 - alpha) * scaled) / m;
  };
  return oracleGreedy(pool, limited, budget, gainOf, undefined, kept);
}

/** Up to three tags a row, of eight; some near each other. */
export function randomTags(rows: number, seed: number, nearShare = 0): Tags {
  const random = seededRandom(seed ^ 0x1b873593);
  const of = Array.from({ length: rows }, () => [0, 1, 2, 3, 4, 5, 6, 7].filter(() => random() < 0.2));
  const weights = Array.from({ length: 8 }, (_, a) =>
    Array.from({ length: 8 }, (_, b) => (b > a && random() < nearShare ? 0.9 + random() * 0.1 : 0)),
  );
  const weight = (a: number, b: number): number => (a === b ? 1 : (weights[Math.min(a, b)]?.[Math.max(a, b)] ?? 0));
  const spread = (tag: number) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((other) => [other, weight(tag, other)] as const).filter(([, w]) => w > 0);
  return { count: 8, of: (row) => of[row] ?? [], spread };
}

export function oracleMig(
  pool: Pool,
  limited: LimitedPool,
  budget: number,
  tags: Tags,
  kept: readonly number[] = [],
): number[] {
  const scores = [...pool.evolScores].filter((score) => !Number.isNaN(score));
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const scoreOf = (row: number): number => {
    const score = pool.evolScores[row] ?? NaN;
    if (Number.isNaN(score)) return 0; // Kept by hand.
    return low >= 0 ? score : high > low ? (score - low) / (high - low) : 1;
  };
  const weight = (from: number, to: number): number => tags.spread(from).find(([tag]) => tag === to)?.[1] ?? 0;
  const value = (rows: readonly number[]): number => {
    let sum = 0;
    for (let tag = 0; tag < tags.count; tag++) {
      let mass = 0;
      for (const row of rows) for (const own of tags.of(row)) mass += scoreOf(row) * weight(own, tag);
      sum += mass ** 0.8;
    }
    return sum;
  };
  return oracleGreedy(
    pool,
    limited,
    budget,
    (row, taken) => value([...taken, row]) - value(taken),
    () => true,
    kept,
  );
}

/** Rows of the pool and others; without NaN. */
export function randomTargets(pool: Pool, seed: number): RowBlock {
  const random = seededRandom(seed ^ 0x85ebca6b);
  const { dimensions, embeddings } = pool;
  const count = 1 + Math.floor(random() * 5);
  const values = Float32Array.from({ length: count * dimensions }, () => random() - 0.3);
  if (pool.evolScores.length > 0 && isFinite(pool, 0)) values.set(embeddings.subarray(0, dimensions), 0);
  return RowBlock.of(
    Uint32Array.from({ length: count }, (_, at) => at),
    values,
    dimensions,
  );
}

export function oracleLike(
  pool: Pool,
  limited: LimitedPool,
  budget: number,
  targets: RowBlock,
  kept: readonly number[] = [],
): number[] {
  const limits = new LimitOracle(limited, kept);
  const both = {
    ...pool,
    embeddings: Float32Array.from([...pool.embeddings, ...targets.unitsOf(targets.comparable).values]),
  };
  const rows = pool.evolScores.length;
  let left = [...pool.evolScores.keys()].filter(
    (row) => !Number.isNaN(pool.evolScores[row]) && isFinite(pool, row) && !kept.includes(row),
  );
  for (let turn = 0; left.length > 0 && limits.taken.length !== budget; turn++) {
    for (let isDone = false; !isDone && left.length > 0;) {
      const similarities = left.map((row) => oracleSimilarity(both, row, rows + (turn % targets.count)));
      const next = limits.firstOfHighest(left, similarities);
      left = left.filter((row) => row !== next);
      if (limits.fullFor(next) !== undefined) continue;
      if (limits.exceedsTokens(next)) return limits.taken;
      limits.taken.push(next);
      isDone = true;
    }
  }
  return limits.taken;
}
