import assert from 'node:assert/strict';
import { facilityLocation } from '../../../src/selection/facilityLocation';
import { PlainKernel } from '../../../src/selection/plainKernel';
import { select } from '../../../src/selection/select';
import { runStrategy } from './runStrategy';
import { limitsOf, randomLimits } from './limitedOracle';
import { judgedRows, oracleSelect } from './oracle';
import {
  comparabilityOf,
  OutlinedProvider,
  randomKept,
  randomPool,
  RecordingProvider,
  withIncomparable,
} from './pools';
import {
  greedyCase,
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
import { WorstKernel } from './worstKernel';

const POOLS = 100;

/** No budget, just the kept rows, or more. */
const budgetFor = (kept: readonly number[], seed: number): number =>
  seed % 5 === 0 ? -1 : Math.max(1, kept.length + (seed % 3 === 0 ? 0 : seed % 25));

describe('rows that are kept by hand, on random pools', () => {
  for (const kernel of [new PlainKernel(), new WorstKernel()]) {
    it(`come before Algorithm 1, which is exact on the rest (${kernel.constructor.name})`, async () => {
      let duplicatesOfKept = 0;
      for (let seed = 0; seed < 3 * POOLS; seed++) {
        const pool = withIncomparable(randomPool(seed), seed);
        const kept = randomKept(pool, seed);
        const parameters = { budget: budgetFor(kept, seed), threshold: [0.9, 0.5, 0, 1][seed % 4] ?? 0.9 };
        const options = { kernel, kept: Uint32Array.from(kept), blockRows: 1 + (seed % 40), ...comparabilityOf(pool) };
        const tuning = { filterFrom: seed % 2 === 0 ? 10 : Infinity, filterDirections: 3, graphFrom: 40 };
        const all = { ...options, tuning };
        const outcome = await select(pool.evolScores, parameters, new RecordingProvider(pool), all);
        const expected = oracleSelect(pool, parameters, kept);
        assert.deepEqual(judgedRows(outcome), expected, `pool ${seed}`);
        duplicatesOfKept += expected.filter(
          ({ status, nearest }) => status === 'nearDuplicate' && kept.includes(nearest),
        ).length;
      }
      assert.ok(duplicatesOfKept > 100, `${duplicatesOfKept} near-duplicates of kept rows`);
    });
  }

  it('decide as much where outlines say which rows need embedding', async () => {
    for (let seed = 0; seed < POOLS; seed++) {
      const pool = withIncomparable(randomPool(seed), seed);
      const kept = randomKept(pool, seed);
      const parameters = { budget: budgetFor(kept, seed), threshold: 0.5 + (seed % 50) / 100 };
      const options = { kept: Uint32Array.from(kept), blockRows: 1 + (seed % 40), ...comparabilityOf(pool) };
      const outcome = await select(pool.evolScores, parameters, new OutlinedProvider(pool, seed), options);
      const statuses = (rows: ReturnType<typeof judgedRows>) => rows.map(({ status, rank }) => ({ status, rank }));
      assert.deepEqual(statuses(judgedRows(outcome)), statuses(oracleSelect(pool, parameters, kept)), `pool ${seed}`);
    }
  });

  it('count towards quotas and tokens without being held to them', async () => {
    for (let seed = 0; seed < POOLS; seed++) {
      const pool = randomPool(seed, 90);
      const kept = randomKept(pool, seed);
      const limited = randomLimits(pool.evolScores.length, seed + 1000);
      const budget = budgetFor(kept, seed);
      const options = { limits: limitsOf(limited), kept: Uint32Array.from(kept) };
      const none = await runStrategy('none', pool.evolScores, { budget }, options);
      assert.deepEqual(
        judgedOf(none),
        oracleWalk(pool, limited, budget, () => undefined, kept),
        `pool ${seed}`,
      );
      const tags = randomTags(pool.evolScores.length, seed);
      const instag = await runStrategy('instag', pool.evolScores, { budget, tags }, options);
      const expected = oracleWalk(pool, limited, budget, oracleNewTag(tags), kept);
      assert.deepEqual(judgedOf(instag), expected, `pool ${seed}`);
    }
  });

  it('are the first of every greedy strategy', async () => {
    for (let seed = 0; seed < POOLS; seed++) {
      const { pool, limited, options: plain } = greedyCase(seed, 60);
      const kept = randomKept(pool, seed);
      const budget = budgetFor(kept, seed);
      const options = { ...plain, kept: Uint32Array.from(kept) };
      const embedder = new RecordingProvider(pool);
      const centers = await runStrategy('k-center', pool.evolScores, { budget, embedder }, options);
      assert.deepEqual(taken(centers), oracleCenters(pool, limited, budget, kept), `k-center, pool ${seed}`);
      const alpha = [0.7, 0, 1, 0.3][seed % 4] ?? 0.7;
      const mostKept = [0, 1e9, 400][seed % 3] ?? 0;
      const facility = await facilityLocation(pool.evolScores, { budget, alpha, embedder }, options, { mostKept });
      const covering = oracleFacility(pool, limited, budget, alpha, kept);
      assert.deepEqual(taken(facility), covering, `facility location, pool ${seed}`);
      const tags = randomTags(pool.evolScores.length, seed, 0.3);
      const mig = await runStrategy('mig', pool.evolScores, { budget, tags }, options);
      assert.deepEqual(taken(mig), oracleMig(pool, limited, budget, tags, kept), `MIG, pool ${seed}`);
    }
  });

  it('are no row that a target takes', async () => {
    for (let seed = 0; seed < POOLS; seed++) {
      const { pool, limited, options } = greedyCase(seed, 150, false);
      const kept = randomKept(pool, seed);
      const targets = randomTargets(pool, seed);
      const budget = budgetFor(kept, seed);
      const supply = { budget, targets: { vectors: targets }, embedder: new RecordingProvider(pool) };
      const outcome = await runStrategy('like', pool.evolScores, supply, { ...options, kept: Uint32Array.from(kept) });
      assert.deepEqual(taken(outcome), oracleLike(pool, limited, budget, targets, kept), `pool ${seed}`);
    }
  });
});
