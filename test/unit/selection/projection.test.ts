import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Pacer } from '../../../src/selection/pacer';
import { PlainKernel } from '../../../src/selection/plainKernel';
import { Projection } from '../../../src/selection/projection';
import { RowBlock } from '../../../src/selection/rowBlock';
import { oracleSimilarity } from './oracle';
import { seededRandom } from '../../support/seededRandom';
import { randomPool, type Pool } from './pools';
import { WorstKernel } from './worstKernel';

function blockOf(pool: Pool): RowBlock {
  return RowBlock.of(
    Uint32Array.from(pool.evolScores, (_, row) => row),
    pool.embeddings,
    pool.dimensions,
  );
}

const innerProduct = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, d) => sum + x * (b[d] ?? NaN), 0);

describe('Projection', () => {
  it('bounds every similarity from above, however the kernel rounds', async () => {
    const kernel = new WorstKernel();
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 40 }), async (seed, directions) => {
        const pool = randomPool(seed, 60);
        const block = blockOf(pool);
        const rows = { values: block.units, count: block.count };
        const projection = await Projection.learn(rows, pool.dimensions, directions, kernel, new Pacer(undefined));
        const short = await projection.shorten(rows);
        const shortRow = (row: number): Float32Array =>
          short.subarray(row * projection.width, (row + 1) * projection.width);
        for (const a of block.comparable) {
          for (const b of block.comparable) {
            const bound = innerProduct(shortRow(a), shortRow(b)) + projection.margin;
            assert.ok(bound >= oracleSimilarity(pool, a, b), `rows ${a} and ${b}: ${bound}`);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is tight for rows that lie along few directions', async () => {
    const random = seededRandom(5);
    const [count, dimensions, rank] = [60, 100, 5];
    const basis = Float32Array.from({ length: rank * dimensions }, () => random() - 0.5);
    const embeddings = new Float32Array(count * dimensions);
    for (let row = 0; row < count; row++) {
      for (let r = 0; r < rank; r++) {
        const weight = random() - 0.5;
        for (let d = 0; d < dimensions; d++) {
          embeddings[row * dimensions + d] =
            (embeddings[row * dimensions + d] ?? 0) + weight * (basis[r * dimensions + d] ?? 0);
        }
      }
    }
    const pool = { evolScores: new Float64Array(count), dimensions, embeddings };
    const block = blockOf(pool);
    const rows = { values: block.units, count };
    const projection = await Projection.learn(rows, dimensions, rank, new PlainKernel(), new Pacer(undefined));
    const short = await projection.shorten(rows);
    assert.equal(projection.width, rank + 1);
    for (let row = 1; row < count; row++) {
      const bound = innerProduct(short.subarray(0, rank + 1), short.subarray(row * (rank + 1), (row + 1) * (rank + 1)));
      const looseness = bound - oracleSimilarity(pool, 0, row);
      assert.ok(looseness < 0.001, `row ${row} is bounded ${looseness} too high`);
    }
  });
});
