import assert from 'node:assert/strict';
import { runStrategy } from '../../../src/selection/strategies';
import { STATUSES, type SelectionOutcome } from '../../../src/selection/types';
import { LimitOracle, limitsOf, randomLimits, type LimitedPool } from './limitedOracle';
import { oracleSimilarity } from './oracle';
import { comparabilityOf, randomPool, RecordingProvider, withAttachments, type Pool } from './pools';

const POOLS = 100;

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

function isFinite({ embeddings, dimensions }: Pool, row: number): boolean {
  return embeddings.subarray(row * dimensions, (row + 1) * dimensions).every(Number.isFinite);
}

/** Walks by the ranking: what `objection` says keeps a row out, then quotas; the walk ends with budget or tokens. */
function oracleWalk(
  pool: Pool,
  limited: LimitedPool,
  budget: number,
  judge: (row: number, taken: readonly number[]) => string | undefined,
): Judged[] {
  const limits = new LimitOracle(limited);
  const judged = new Map<number, Judged>();
  for (const row of ranked(pool)) {
    if (limits.taken.length === budget) break;
    const status = judge(row, limits.taken);
    const full = status === undefined ? limits.fullFor(row) : undefined;
    if (status === undefined && full === undefined && limits.exceedsTokens(row)) break;
    const isTaken = status === undefined && full === undefined;
    if (isTaken) limits.taken.push(row);
    judged.set(row, {
      row,
      status: isTaken ? 'selected' : (status ?? 'notReached'),
      rank: isTaken ? limits.taken.length : 0,
      reason: full,
    });
  }
  return complete(pool, judged);
}

function complete({ evolScores }: Pool, judged: ReadonlyMap<number, Judged>): Judged[] {
  return Array.from(evolScores, (score, row) => {
    const status = Number.isNaN(score) ? 'unscored' : 'notReached';
    return judged.get(row) ?? { row, status, rank: 0, reason: undefined };
  });
}

function judgedOf({ statuses, ranks, reasons }: SelectionOutcome): Judged[] {
  return Array.from(statuses, (status, row) => ({
    row,
    status: STATUSES[status] ?? '',
    rank: ranks[row] ?? NaN,
    reason: reasons?.of(row),
  }));
}

describe('strategies on random pools, against their definitions', () => {
  it('none', async () => {
    for (let seed = 0; seed < POOLS; seed++) {
      const pool = randomPool(seed);
      const limited = randomLimits(pool.evolScores.length, seed);
      const budget = seed % 5 === 0 ? -1 : 1 + (seed % 40);
      const outcome = await runStrategy('none', pool.evolScores, { budget }, { limits: limitsOf(limited) });
      const expected = oracleWalk(pool, limited, budget, () => undefined);
      assert.deepEqual(judgedOf(outcome), expected, `pool ${seed}`);
      const taken = expected.filter(({ rank }) => rank > 0).sort((a, b) => a.rank - b.rank);
      assert.deepEqual(
        [...outcome.selectedRows],
        taken.map(({ row }) => row),
      );
    }
  });

  it('Repr Filter with quotas and a token budget: similarity is judged first', async () => {
    for (let seed = 0; seed < POOLS; seed++) {
      const pool = withAttachments(randomPool(seed, 90), seed);
      const limited = randomLimits(pool.evolScores.length, seed + 1000);
      const [budget, threshold] = [seed % 4 === 0 ? -1 : 1 + (seed % 30), [0.9, 0.5, 0, 1][seed % 4] ?? 0.9];
      const embedder = new RecordingProvider(pool);
      const outcome = await runStrategy(
        'repr-filter',
        pool.evolScores,
        { budget, threshold, embedder },
        { limits: limitsOf(limited), blockRows: 1 + (seed % 17), ...comparabilityOf(pool) },
      );
      const expected = oracleWalk(pool, limited, budget, (row, taken) => {
        if (!isFinite(pool, row)) return 'unscored';
        const isNear = taken.some((other) => oracleSimilarity(pool, row, other) > threshold);
        return isNear ? 'nearDuplicate' : undefined;
      });
      assert.deepEqual(judgedOf(outcome), expected, `pool ${seed}`);
    }
  });

  it('select nothing where a share comes to no row', async () => {
    const { evolScores } = randomPool(3);
    const outcome = await runStrategy('none', evolScores, { budget: 0 }, {});
    assert.equal(outcome.selectedRows.length, 0);
    assert.equal(outcome.walked, 0);
  });
});
