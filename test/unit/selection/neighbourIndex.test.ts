import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DeitaError } from '../../../src/common/errors';
import { NeighbourIndex, type Neighbour } from '../../../src/selection/neighbourIndex';
import { areIncomparable, oracleSimilarity } from './oracle';
import { seededRandom } from '../../support/seededRandom';
import { comparabilityOf, OutlinedProvider, randomPool, RecordingProvider, withIncomparable, type Pool } from './pools';

const allRows = (pool: Pool): Uint32Array => Uint32Array.from(pool.evolScores, (_, row) => row);

function rowOf(pool: Pool, row: number): number[] {
  return [...pool.embeddings.subarray(row * pool.dimensions, (row + 1) * pool.dimensions)];
}

function oracleNeighbours(pool: Pool, query: number, count: number): Neighbour[] {
  const own = rowOf(pool, query);
  if (!own.every(Number.isFinite) || own.every((value) => value === 0)) return [];
  const isLast = ({ rowIndex }: Neighbour): number => Number(areIncomparable(pool, rowIndex, query));
  return [...allRows(pool)]
    .filter((row) => row !== query && rowOf(pool, row).every(Number.isFinite))
    .map((rowIndex) => ({ rowIndex, cosineSimilarity: oracleSimilarity(pool, rowIndex, query) }))
    .sort((a, b) => isLast(a) - isLast(b) || b.cosineSimilarity - a.cosineSimilarity || a.rowIndex - b.rowIndex)
    .slice(0, count);
}

/** Rows around a few centres, so that most of the pool can be ruled out. */
function clusteredPool(rows: number, dimensions: number): Pool {
  const random = seededRandom(11);
  const centres = Float32Array.from({ length: 50 * dimensions }, () => random() - 0.5);
  const embeddings = Float32Array.from({ length: rows * dimensions }, (_, at) => {
    const centre = Math.floor(at / dimensions) % 50;
    return (centres[centre * dimensions + (at % dimensions)] ?? 0) + 0.2 * (random() - 0.5);
  });
  return { evolScores: new Float64Array(rows), dimensions, embeddings };
}

describe('NeighbourIndex', () => {
  for (const [kind, poolOf] of [
    ['random pools', (seed: number) => randomPool(seed)],
    [
      'random pools with incomparable rows, which come last',
      (seed: number) => withIncomparable(randomPool(seed), seed),
    ],
  ] as const)
    it(`finds the exact neighbours in 200 ${kind}`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer(), fc.nat(), fc.integer({ min: 1, max: 300 }), async (seed, drawn, count) => {
          const pool = poolOf(seed);
          if (pool.evolScores.length === 0) return;
          const query = drawn % pool.evolScores.length;
          const index = await NeighbourIndex.build(allRows(pool), new RecordingProvider(pool));
          assert.deepEqual(
            await index.nearest(query, count, comparabilityOf(pool)),
            oracleNeighbours(pool, query, count),
          );
        }),
        { numRuns: 200 },
      );
    });

  it('finds the exact neighbours in 300 random pools where outlines say which rows need embedding', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.nat(),
        fc.integer({ min: 1, max: 300 }),
        fc.boolean(),
        async (seed, drawn, count, attached) => {
          const pool = attached ? withIncomparable(randomPool(seed), seed) : randomPool(seed);
          if (pool.evolScores.length === 0) return;
          const query = drawn % pool.evolScores.length;
          const provider = new OutlinedProvider(pool, seed);
          const index = await NeighbourIndex.build(allRows(pool), provider);
          assert.deepEqual(provider.asked, []);
          assert.deepEqual(
            await index.nearest(query, count, comparabilityOf(pool)),
            oracleNeighbours(pool, query, count),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('embeds few rows where outlines rule out most, and says how many are left', async () => {
    const pool = clusteredPool(20_000, 32);
    const provider = new OutlinedProvider(pool, 3);
    const index = await NeighbourIndex.build(allRows(pool), provider);
    const seen: (readonly [number, number])[] = [];
    const onCompared = (rows: number, atMost: number): number => seen.push([rows, atMost]);
    assert.deepEqual(await index.nearest(5, 300, { onCompared }), oracleNeighbours(pool, 5, 300));
    assert.ok(provider.asked.length < 1500, `${provider.asked.length} embedded`);
    assert.ok(seen.length > 0);
    for (const [at, [rows, atMost]] of seen.entries()) {
      assert.equal(rows, 256 * (at + 1));
      assert.ok(rows < atMost && atMost <= (seen[at - 1]?.[1] ?? 19_999));
    }
  });

  it('fetches few embeddings where most rows can be ruled out', async () => {
    const pool = clusteredPool(3000, 256);
    const provider = new RecordingProvider(pool);
    const index = await NeighbourIndex.build(allRows(pool), provider);
    provider.asked.length = 0;
    assert.deepEqual(await index.nearest(5, 10), oracleNeighbours(pool, 5, 10));
    assert.ok(provider.asked.length < 600, `${provider.asked.length} fetched`);
  });

  it('reports progress to the end and stops when cancelled', async () => {
    const pool = clusteredPool(2500, 4);
    const seen: number[] = [];
    const onProgress = ({ indexed }: { indexed: number }): number => seen.push(indexed);
    await NeighbourIndex.build(allRows(pool), new RecordingProvider(pool), { onProgress });
    assert.deepEqual(seen, [1024, 2048, 2500]);
    const building = NeighbourIndex.build(allRows(pool), new RecordingProvider(pool), { signal: AbortSignal.abort() });
    await assert.rejects(building, (error) => error instanceof DeitaError && error.code === 'cancelled');
  });
});
