import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SelectionOutcome } from '../../../src/selection/types';
import { select } from '../../../src/selection/select';
import { PlainKernel } from '../../../src/selection/plainKernel';
import { areIncomparable, judgedRows, oracleSelect, oracleSimilarity } from './oracle';
import { comparabilityOf, randomPool, RecordingProvider, withAttachments, type Pool } from './pools';
import { WorstKernel } from './worstKernel';

/** A threshold: common values, any value, or a similarity that occurs in the pool, which must be kept. */
const arbitraryThreshold = fc.oneof(
  fc.constantFrom(-1, -0.5, 0, 0.5, 0.9, 1),
  fc.double({ min: -1, max: 1, noNaN: true }),
  fc.tuple(fc.nat(), fc.nat()),
);

function thresholdFor(pool: Pool, drawn: number | [number, number]): number {
  if (typeof drawn === 'number') return drawn;
  const rows = pool.evolScores.length;
  const similarity = rows === 0 ? 0 : oracleSimilarity(pool, drawn[0] % rows, drawn[1] % rows);
  return Number.isFinite(similarity) ? similarity : 0.9;
}

/** Both sides of the crossings, whatever the size of the pool. */
const arbitraryTuning = fc.record({
  filterFrom: fc.constantFrom(1, 10, Infinity),
  filterDirections: fc.constantFrom(1, 3, 8),
  graphFrom: fc.constantFrom(1, 40, Infinity),
});

const arbitraryCase = fc.record({
  seed: fc.integer(),
  budget: fc.oneof(fc.constant(-1), fc.integer({ min: 1, max: 170 })),
  threshold: arbitraryThreshold,
  blockRows: fc.constantFrom(1, 3, 32, 256),
  tuning: arbitraryTuning,
});

describe('select against the oracle', () => {
  for (const kernel of [new PlainKernel(), new WorstKernel()]) {
    it(`decides 200 random pools as algorithm 1 does (${kernel.constructor.name})`, async () => {
      await fc.assert(
        fc.asyncProperty(arbitraryCase, async ({ seed, budget, threshold, ...speed }) => {
          const pool = randomPool(seed);
          const parameters = { budget, threshold: thresholdFor(pool, threshold) };
          const outcome = await select(pool.evolScores, parameters, new RecordingProvider(pool), { kernel, ...speed });
          assert.deepEqual(judgedRows(outcome), oracleSelect(pool, parameters));
        }),
        { numRuns: 200 },
      );
    });

    it(`decides 400 random pools with incomparable rows as algorithm 1 does (${kernel.constructor.name})`, async () => {
      let zeros = 0;
      await fc.assert(
        fc.asyncProperty(arbitraryCase, async ({ seed, budget, threshold, ...speed }) => {
          const pool = withAttachments(randomPool(seed), seed);
          const parameters = { budget, threshold: thresholdFor(pool, threshold) };
          const options = { kernel, ...speed, ...comparabilityOf(pool) };
          const outcome = await select(pool.evolScores, parameters, new RecordingProvider(pool), options);
          assert.deepEqual(judgedRows(outcome), oracleSelect(pool, parameters));
          zeros += pool.evolScores.filter((_, row) => isIncomparableToNearest(pool, outcome, row)).length;
        }),
        { numRuns: 400 },
      );
      assert.ok(zeros > 100, `${zeros} rows whose nearest is incomparable`);
    });
  }
});

function isIncomparableToNearest(pool: Pool, { nearestSelected }: SelectionOutcome, row: number): boolean {
  const nearest = nearestSelected[row] ?? -1;
  return nearest >= 0 && areIncomparable(pool, row, nearest);
}
