import {
  STATUSES,
  type RowStatus,
  type SelectionOutcome,
  type SelectionParameters,
} from '../../../src/selection/types';
import type { Pool } from './pools';

/** Both hold something of one kind, and not the same; or they are a pair that was told apart. */
export function areIncomparable({ attachments = [], apart }: Pool, a: number, b: number): boolean {
  if (apart?.get(a)?.has(b) === true || apart?.get(b)?.has(a) === true) return true;
  return attachments.some((numbers) => {
    const [own, other] = [numbers[a] ?? NaN, numbers[b] ?? NaN];
    return own > 0 && other > 0 && own !== other;
  });
}

/** Similarity from its definition, in float64: 0 for incomparable rows. */
export function oracleSimilarity(pool: Pool, a: number, b: number): number {
  if (areIncomparable(pool, a, b)) return 0;
  let dot = 0;
  let squaredA = 0;
  let squaredB = 0;
  for (let d = 0; d < pool.dimensions; d++) {
    const x = pool.embeddings[a * pool.dimensions + d] ?? NaN;
    const y = pool.embeddings[b * pool.dimensions + d] ?? NaN;
    dot += x * y;
    squaredA += x * x;
    squaredB += y * y;
  }
  if (squaredA === 0 || squaredB === 0) return 0;
  return Math.max(-1, Math.min(1, dot / Math.sqrt(squaredA * squaredB)));
}

interface Judged {
  status: RowStatus;
  rank: number;
  nearest: number;
  similarity: number;
}

/** Algorithm 1 as METHOD states it, one comparison after the other; rows that are kept by hand come before the walk. */
export function oracleSelect(
  pool: Pool,
  { budget, threshold }: SelectionParameters,
  kept: readonly number[] = [],
): Judged[] {
  const scores = [...pool.evolScores];
  const judged: Judged[] = scores.map((score) => ({
    status: Number.isNaN(score) ? 'unscored' : 'notReached',
    rank: 0,
    nearest: -1,
    similarity: NaN,
  }));
  const walk = scores.flatMap((score, row) => (Number.isNaN(score) ? [] : [{ score, row }]));
  walk.sort((a, b) => b.score - a.score || a.row - b.row);
  const others = walk.map(({ row }) => row).filter((row) => !kept.includes(row));
  const selected: number[] = [];
  const invalid = new Set<number>();
  for (const row of [...kept, ...others]) {
    const isKept = kept.includes(row);
    if (selected.length === budget) break;
    const entry = judged[row];
    if (entry === undefined) throw new Error('no such row');
    const own = pool.embeddings.subarray(row * pool.dimensions, (row + 1) * pool.dimensions);
    if (!own.every(Number.isFinite)) {
      entry.status = isKept ? 'selected' : 'unscored';
      if (isKept) entry.rank = selected.push(row);
      invalid.add(row);
      continue;
    }
    for (const other of selected) {
      if (invalid.has(other)) continue;
      const similarity = oracleSimilarity(pool, row, other);
      if (similarity <= entry.similarity) continue;
      entry.similarity = similarity;
      entry.nearest = other;
    }
    entry.status = entry.similarity > threshold && !isKept ? 'nearDuplicate' : 'selected';
    if (entry.status === 'selected') entry.rank = selected.push(row);
  }
  return judged;
}

/** An outcome in the oracle's form. */
export function judgedRows(outcome: SelectionOutcome): Judged[] {
  return Array.from(outcome.statuses, (status, row) => ({
    status: STATUSES[status] ?? 'unscored',
    rank: outcome.ranks[row] ?? NaN,
    nearest: outcome.nearestSelected[row] ?? NaN,
    similarity: outcome.nearestSimilarity[row] ?? Infinity,
  }));
}
