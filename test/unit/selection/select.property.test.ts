import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fillSimilarities } from '../../../src/selection/fillSimilarities';
import type { SelectionOutcome } from '../../../src/selection/types';
import { select } from '../../../src/selection/select';
import { PlainKernel } from '../../../src/selection/plainKernel';
import { areIncomparable, judgedRows, oracleSelect, oracleSimilarity } from './oracle';
import { comparabilityOf, OutlinedProvider, randomPool, RecordingProvider, withIncomparable, type Pool } from './pools';
import { seededRandom } from '../../support/seededRandom';
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
          const pool = withIncomparable(randomPool(seed), seed);
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

    it(`decides 300 random pools as algorithm 1 does where outlines say which rows need embedding (${kernel.constructor.name})`, async () => {
      let selected = 0;
      await fc.assert(
        fc.asyncProperty(arbitraryCase, fc.boolean(), async ({ seed, budget, threshold, ...speed }, attached) => {
          const pool = attached ? withIncomparable(randomPool(seed), seed) : randomPool(seed);
          const parameters = { budget, threshold: Math.max(0.5, thresholdFor(pool, threshold)) };
          const options = { kernel, ...speed, ...comparabilityOf(pool) };
          const outcome = await select(pool.evolScores, parameters, new OutlinedProvider(pool, seed), options);
          assert.equal(outcome.lacksSimilarities, true);
          const expected = oracleSelect(pool, parameters).map((row) =>
            row.status === 'nearDuplicate' ? row : { ...row, nearest: -1, similarity: NaN },
          );
          assert.deepEqual(judgedRows(outcome), expected);
          selected += outcome.selectedRows.length;
          const filled = await fillSimilarities(outcome, new RecordingProvider(pool), options);
          assert.deepEqual(judgedRows(filled), oracleSelect(pool, parameters));
          assert.equal(filled.lacksSimilarities, false);
          const all = { ...options, allSimilarities: true };
          const whole = await select(pool.evolScores, parameters, new OutlinedProvider(pool, seed), all);
          assert.deepEqual(judgedRows(whole), oracleSelect(pool, parameters));
          assert.equal(whole.lacksSimilarities, undefined);
        }),
        { numRuns: 300 },
      );
      assert.ok(selected > 1000, `${selected} rows are selected`);
    });
  }

  it('embeds only rows that may be near-duplicates of a selected one, and those', async () => {
    const pool = { evolScores: new Float64Array(600), dimensions: 40, embeddings: fresh(600, 40) };
    for (const [row, copy] of [
      [3, 4],
      [10, 500],
      [300, 599],
    ] as const) {
      pool.embeddings.copyWithin(copy * 40, row * 40, (row + 1) * 40);
    }
    const provider = new OutlinedProvider(pool, 5);
    const outcome = await select(pool.evolScores, { budget: 550, threshold: 0.95 }, provider, { blockRows: 100 });
    assert.deepEqual(
      [4, 500, 599].map((row) => outcome.nearestSelected[row]),
      [3, 10, -1], // The budget is full before the last one.
    );
    assert.deepEqual(
      provider.asked.sort((a, b) => a - b),
      [3, 4, 10, 500],
    );
  });
});

function fresh(rows: number, dimensions: number): Float32Array {
  const random = seededRandom(21);
  return Float32Array.from({ length: rows * dimensions }, () => random() - 0.5);
}

function isIncomparableToNearest(pool: Pool, { nearestSelected }: SelectionOutcome, row: number): boolean {
  const nearest = nearestSelected[row] ?? -1;
  return nearest >= 0 && areIncomparable(pool, row, nearest);
}
