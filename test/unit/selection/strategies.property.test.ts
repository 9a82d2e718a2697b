import assert from 'node:assert/strict';
import { STRATEGY_NAMES, type Strategy } from '../../../src/choices/strategies';
import { DeitaError } from '../../../src/common/errors';
import { BLOCK_ROWS } from '../../../src/selection/candidateVectors';
import { clusterTags } from '../../../src/selection/clusterTags';
import { facilityLocation } from '../../../src/selection/facilityLocation';
import type { OnPreparing, PreparingStage } from '../../../src/selection/select';
import { runStrategy } from './runStrategy';
import { limitsOf, randomLimits, type LimitedPool } from './limitedOracle';
import { oracleSimilarity } from './oracle';
import { comparabilityOf, randomPool, RecordingProvider, withIncomparable } from './pools';
import {
  greedyCase,
  isFinite,
  judgedOf,
  oracleCenters,
  oracleFacility,
  oracleLike,
  oracleMig,
  oracleNewTag,
  oracleWalk,
  randomTags,
  randomTargets,
  taken,
} from './strategyOracles';

const POOLS = 100;
/** Of pools of two blocks of candidates. */
const LARGE_POOLS = [77, 98];

/** Counts what a test is worth nothing without: choices between rows that a strategy cannot tell apart. */
function tally(): { ties: number; of: (limited: LimitedPool) => LimitedPool; assertMany: () => void } {
  const found = {
    ties: 0,
    of: (limited: LimitedPool): LimitedPool => ({ ...limited, onTie: () => found.ties++ }),
    assertMany: () => assert.ok(found.ties >= POOLS, `${found.ties} ties in ${POOLS} pools`),
  };
  return found;
}

interface Preparing {
  readonly stage: PreparingStage;
  readonly done: number;
  readonly total: number;
}

/** What strategies do to all rows before they choose one; MIG with tags, as here, nothing. */
const STAGES: Readonly<Partial<Record<Strategy, readonly PreparingStage[]>>> = {
  'k-center': ['embed'],
  'facility-location': ['embed', 'compare'],
  like: ['embed'],
};

/** Each stage after the other, from 0 on and never falling; all rows are embedded in the end. */
function assertPrepared(prepared: readonly Preparing[], stages: readonly PreparingStage[], strategy: string): void {
  assert.deepEqual([...new Set(prepared.map(({ stage }) => stage))], stages, strategy);
  for (const expected of stages) {
    const steps = prepared.filter(({ stage }) => stage === expected);
    assert.equal(steps[0]?.done, 0);
    assert.ok(
      steps.every(({ done, total }, at) => done <= total && done >= (steps[at - 1]?.done ?? 0)),
      strategy,
    );
    if (expected === 'embed') assert.equal(steps.at(-1)?.done, steps.at(-1)?.total);
  }
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
      const pool = withIncomparable(randomPool(seed, 90), seed);
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

  it('InsTag diversity', async () => {
    for (let seed = 0; seed < POOLS; seed++) {
      const pool = randomPool(seed);
      const limited = randomLimits(pool.evolScores.length, seed + 2000);
      const tags = randomTags(pool.evolScores.length, seed);
      const budget = seed % 5 === 0 ? -1 : 1 + (seed % 20);
      const outcome = await runStrategy('instag', pool.evolScores, { budget, tags }, { limits: limitsOf(limited) });
      assert.deepEqual(judgedOf(outcome), oracleWalk(pool, limited, budget, oracleNewTag(tags)), `pool ${seed}`);
    }
  });

  it('k-center', async () => {
    const tied = tally();
    for (let seed = 0; seed < POOLS; seed++) {
      const { pool, limited, budget, options } = greedyCase(seed, 60);
      const outcome = await runStrategy(
        'k-center',
        pool.evolScores,
        { budget, embedder: new RecordingProvider(pool) },
        options,
      );
      assert.deepEqual(taken(outcome), oracleCenters(pool, tied.of(limited), budget), `pool ${seed}`);
    }
    tied.assertMany();
  });

  it('facility location, while pairs are many and once they are kept', async () => {
    const tied = tally();
    for (let seed = 0; seed < POOLS; seed++) {
      const { pool, limited, budget, options } = greedyCase(seed, 60);
      const alpha = [0.7, 0, 1, 0.3][seed % 4] ?? 0.7;
      const supply = { budget, alpha, embedder: new RecordingProvider(pool) };
      const mostKept = [0, 1e9, 400][seed % 3] ?? 0;
      const outcome = await facilityLocation(pool.evolScores, supply, options, { mostKept });
      assert.deepEqual(taken(outcome), oracleFacility(pool, tied.of(limited), budget, alpha), `pool ${seed}`);
    }
    tied.assertMany();
  });

  for (const seed of LARGE_POOLS) {
    it(`facility location over several blocks of rows, pool ${seed}`, async () => {
      const pool = withIncomparable(randomPool(seed, 2600), seed);
      const rows = pool.evolScores.length;
      assert.ok(rows > BLOCK_ROWS);
      const limited = randomLimits(rows, seed);
      const select = async (budget: number, mostKept: number): Promise<number[]> => {
        const supply = { budget, alpha: 0.9, embedder: new RecordingProvider(pool) };
        const options = { limits: limitsOf(limited), ...comparabilityOf(pool) };
        return taken(await facilityLocation(pool.evolScores, supply, options, { mostKept }));
      };
      assert.deepEqual(await select(3, 1e9), oracleFacility(pool, limited, 3, 0.9));
      const subtracted = await select(80, 0);
      assert.deepEqual(await select(80, 1e9), subtracted, 'kept from the first row taken on');
      assert.deepEqual(await select(80, 0.05 * rows ** 2), subtracted, 'kept later');
    });
  }

  it('MIG, with tags that are near each other', async () => {
    const tied = tally();
    for (let seed = 0; seed < POOLS; seed++) {
      const { pool, limited, budget, options } = greedyCase(seed, 60);
      const tags = randomTags(pool.evolScores.length, seed, 0.3);
      const ranking = seed % 3 === 0 ? pool.evolScores.map((score) => -score) : pool.evolScores;
      const outcome = await runStrategy('mig', ranking, { budget, tags }, options);
      assert.deepEqual(
        taken(outcome),
        oracleMig({ ...pool, evolScores: ranking }, tied.of(limited), budget, tags),
        `pool ${seed}`,
      );
    }
    tied.assertMany();
  });

  it('MIG by a ranking that is the same for all, lowest first: rows spread over the tags', async () => {
    const of = [[0], [0], [0], [1], [1], [2]];
    const tags = { count: 3, of: (row: number) => of[row] ?? [], spread: (tag: number) => [[tag, 1]] as const };
    const ranking = Float64Array.of(-1, -1, -1, -1, -1, -1);
    assert.deepEqual(taken(await runStrategy('mig', ranking, { budget: 4, tags }, {})), [0, 3, 5, 1]);
  });

  it('like: each target in turn takes its most similar row', async () => {
    const tied = tally();
    for (let seed = 0; seed < POOLS; seed++) {
      const { pool, limited, budget, options } = greedyCase(seed, 150, false);
      const targets = randomTargets(pool, seed);
      const supply = { budget, targets: { vectors: targets }, embedder: new RecordingProvider(pool) };
      const outcome = await runStrategy('like', pool.evolScores, supply, options);
      assert.deepEqual(taken(outcome), oracleLike(pool, tied.of(limited), budget, targets), `pool ${seed}`);
    }
    tied.assertMany();
  });

  it('MIG without tags: every row is of one cluster, and rows of one direction are of the same', async () => {
    const directions = 6;
    const embeddings = new Float32Array(120 * directions);
    for (let row = 0; row < 120; row++) embeddings[row * directions + (row % directions)] = 1 + row;
    const pool = {
      evolScores: Float64Array.from({ length: 120 }, (_, row) => (row === 7 ? NaN : 1)),
      dimensions: directions,
      embeddings,
    };
    const tags = await clusterTags(pool.evolScores, new RecordingProvider(pool), {});
    for (let row = 0; row < 120; row++) assert.deepEqual(tags.of(row).length, row === 7 ? 0 : 1);
    for (let row = directions; row < 120; row++)
      if (row !== 7) assert.deepEqual(tags.of(row), tags.of(row % directions === 1 ? 1 : row % directions));
    const again = await clusterTags(pool.evolScores, new RecordingProvider(pool), {});
    for (let row = 0; row < 120; row++) assert.deepEqual(again.of(row), tags.of(row));
    const prepared: Preparing[] = [];
    const embedder = new RecordingProvider(pool);
    const onPreparing: OnPreparing = (stage, done, total) => prepared.push({ stage, done, total });
    const outcome = await runStrategy('mig', pool.evolScores, { budget: 6, embedder }, { onPreparing });
    assertPrepared(prepared, ['embed', 'compare'], 'mig');
    assert.deepEqual(new Set(Array.from(outcome.selectedRows, (row) => row % directions)).size, directions);
  });

  it('stop when they are cancelled, and tell of progress that never falls', async () => {
    const pool = randomPool(11, 150);
    const embedder = new RecordingProvider(pool);
    const supply = {
      budget: -1,
      embedder,
      alpha: 0.7,
      threshold: 0.9,
      tags: randomTags(pool.evolScores.length, 1),
      targets: { vectors: randomTargets(pool, 1) },
    };
    for (const strategy of STRATEGY_NAMES) {
      const told: number[] = [];
      const prepared: Preparing[] = [];
      await runStrategy(strategy, pool.evolScores, supply, {
        onProgress: ({ walked }) => told.push(walked),
        onPreparing(stage, done, total) {
          assert.equal(told.length, 0, `${strategy} prepares before it chooses`);
          prepared.push({ stage, done, total });
        },
      });
      assertPrepared(prepared, STAGES[strategy] ?? [], strategy);
      assert.ok(told.length > 0 && told.every((walked, at) => at === 0 || walked >= (told[at - 1] ?? 0)), strategy);
      const signal = AbortSignal.abort();
      await assert.rejects(
        runStrategy(strategy, pool.evolScores, supply, { signal }),
        (error) => error instanceof DeitaError && error.code === 'cancelled',
        strategy,
      );
    }
  });

  it('select nothing where a share comes to no row', async () => {
    const { evolScores } = randomPool(3);
    const outcome = await runStrategy('none', evolScores, { budget: 0 }, {});
    assert.equal(outcome.selectedRows.length, 0);
    assert.equal(outcome.walked, 0);
  });
});
