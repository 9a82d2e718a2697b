import assert from 'node:assert/strict';
import fc from 'fast-check';
import { select } from '../../../src/selection/select';
import type { Rows, SimilarityKernel } from '../../../src/selection/similarityKernel';
import { productErrorBound } from '../../../src/selection/similarityKernel';
import { PlainKernel } from '../../../src/selection/plainKernel';
import type { SelectionParameters } from '../../../src/selection/types';
import { judgedRows, oracleSelect, oracleSimilarity } from './oracle';
import { randomPool, RecordingProvider, seededRandom, type Pool } from './pools';

/** As wrong as a kernel may be: every product is off by close to the bound, at random. */
class WorstKernel implements SimilarityKernel {
  private readonly exact = new PlainKernel();
  private readonly random = seededRandom(1);

  async products(left: Rows, right: Rows, dimensions: number): Promise<Float32Array> {
    const products = await this.exact.products(left, right, dimensions);
    const error = productErrorBound(dimensions) * 0.9;
    return products.map((product) => product + (this.random() < 0.5 ? error : -error));
  }
}

const parametersFor = (pool: Pool): fc.Arbitrary<SelectionParameters> =>
  fc.record({
    budget: fc.oneof(fc.constant(-1), fc.integer({ min: 1, max: pool.evolScores.length + 5 })),
    threshold: fc.oneof(
      fc.constantFrom(-1, -0.5, 0, 0.5, 0.9, 1),
      fc.double({ min: -1, max: 1, noNaN: true }),
      // A similarity that really occurs: exactly τ is kept.
      fc.nat().map((seed) => {
        const rows = pool.evolScores.length;
        const similarity = rows === 0 ? 0 : oracleSimilarity(pool, seed % rows, (seed >> 4) % rows);
        return Number.isFinite(similarity) ? similarity : 0.9;
      }),
    ),
  });

const arbitraryCase = fc
  .integer()
  .map((seed) => randomPool(seed))
  .chain((pool) =>
    fc.record({ pool: fc.constant(pool), parameters: parametersFor(pool), blockRows: fc.constantFrom(1, 3, 32, 256) }),
  );

describe('select against the oracle', () => {
  for (const kernel of [new PlainKernel(), new WorstKernel()]) {
    it(`decides 200 random pools as algorithm 1 does (${kernel.constructor.name})`, async function () {
      this.timeout(60_000);
      await fc.assert(
        fc.asyncProperty(arbitraryCase, async ({ pool, parameters, blockRows }) => {
          const outcome = await select(pool.evolScores, parameters, new RecordingProvider(pool), { kernel, blockRows });
          assert.deepEqual(judgedRows(outcome), oracleSelect(pool, parameters));
        }),
        { numRuns: 200 },
      );
    });
  }
});
