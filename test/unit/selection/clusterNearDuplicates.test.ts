import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DeitaError } from '../../../src/common/errors';
import { clusterNearDuplicates } from '../../../src/selection/clusterNearDuplicates';
import { oracleSimilarity } from './oracle';
import { seededRandom } from '../../support/seededRandom';
import { comparabilityOf, randomPool, RecordingProvider, withAttachments, type Pool } from './pools';

const allRows = (pool: Pool): Uint32Array => Uint32Array.from(pool.evolScores, (_, row) => row);

function isFiniteRow(pool: Pool, row: number): boolean {
  return pool.embeddings.subarray(row * pool.dimensions, (row + 1) * pool.dimensions).every(Number.isFinite);
}

/** Connected rows by spreading from each row not yet reached. */
function oracleClusters(pool: Pool, threshold: number): number[][] {
  const left = new Set([...allRows(pool)].filter((row) => isFiniteRow(pool, row)));
  const clusters: number[][] = [];
  for (const first of left) {
    const cluster = [first];
    left.delete(first);
    for (const row of cluster) {
      for (const other of left) {
        if (oracleSimilarity(pool, row, other) <= threshold) continue;
        cluster.push(other);
        left.delete(other);
      }
    }
    if (cluster.length > 1) clusters.push(cluster.sort((a, b) => a - b));
  }
  return clusters.sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
}

describe('clusterNearDuplicates', () => {
  for (const [kind, poolOf] of [
    ['random pools', (seed: number) => randomPool(seed, 80)],
    ['random pools with incomparable rows', (seed: number) => withAttachments(randomPool(seed, 80), seed)],
  ] as const)
    it(`finds the connected groups of 200 ${kind}`, async () => {
      const arbitrary = fc.record({
        seed: fc.integer(),
        threshold: fc.oneof(fc.constantFrom(0, 0.9, 1), fc.double({ min: -1, max: 1, noNaN: true })),
        blockRows: fc.constantFrom(1, 7, 256),
        tuning: fc.record({
          filterFrom: fc.constantFrom(1, 20, Infinity),
          filterDirections: fc.constantFrom(2, 8),
          graphFrom: fc.constant(1),
        }),
      });
      await fc.assert(
        fc.asyncProperty(arbitrary, async ({ seed, threshold, ...speed }) => {
          const pool = poolOf(seed);
          const options = { ...speed, ...comparabilityOf(pool) };
          const provider = new RecordingProvider(pool);
          const { clusters, invalidEmbeddings } = await clusterNearDuplicates(
            allRows(pool),
            provider,
            threshold,
            options,
          );
          assert.deepEqual(
            clusters.map(({ rows }) => rows),
            oracleClusters(pool, threshold),
          );
          for (const { rows, similarities } of clusters) {
            const toFirst = rows.map((row) => oracleSimilarity(pool, row, rows[0] ?? row));
            assert.deepEqual(similarities, toFirst);
          }
          assert.deepEqual(
            invalidEmbeddings,
            [...allRows(pool)].filter((row) => !isFiniteRow(pool, row)),
          );
        }),
        { numRuns: 200 },
      );
    });

  it('finds nearly all planted duplicates with a graph, and unites nothing else', async () => {
    const random = seededRandom(9);
    const [rows, dimensions] = [1500, 32];
    const embeddings = Float32Array.from({ length: rows * dimensions }, () => random() - 0.5);
    // Every third row repeats the one before it, a little changed.
    for (let row = 2; row < rows; row += 3) {
      for (let d = 0; d < dimensions; d++) {
        embeddings[row * dimensions + d] = (embeddings[(row - 1) * dimensions + d] ?? 0) + 0.05 * (random() - 0.5);
      }
    }
    const pool = { evolScores: new Float64Array(rows), dimensions, embeddings };
    const { clusters, isExact } = await clusterNearDuplicates(allRows(pool), new RecordingProvider(pool), 0.95, {
      graphFrom: 1000,
    });
    const exact = new Map(oracleClusters(pool, 0.95).map((cluster) => [cluster[0], cluster]));
    assert.equal(isExact, false);
    assert.equal(exact.size, 500);
    for (const { rows: found } of clusters) assert.deepEqual(found, exact.get(found[0]));
    assert.ok(clusters.length >= 495, `${clusters.length} of 500 found`);
  });

  it('compares the rows it is given and no others', async () => {
    const pool = { evolScores: new Float64Array(3), dimensions: 2, embeddings: Float32Array.of(1, 0, 1, 0, 1, 0) };
    const provider = new RecordingProvider(pool);
    const { clusters } = await clusterNearDuplicates(Uint32Array.of(0, 2), provider, 0.9);
    assert.deepEqual(clusters, [{ rows: [0, 2], similarities: [1, 1] }]);
    assert.deepEqual(provider.asked, [0, 2]);
  });

  it('reports progress and stops when cancelled', async () => {
    const random = seededRandom(3);
    const embeddings = Float32Array.from({ length: 1000 * 8 }, random);
    const pool = { evolScores: new Float64Array(1000), dimensions: 8, embeddings };
    const controller = new AbortController();
    const seen: number[] = [];
    const clustering = clusterNearDuplicates(allRows(pool), new RecordingProvider(pool), 0.9, {
      signal: controller.signal,
      blockRows: 100,
      onProgress: ({ compared, total }) => {
        seen.push(compared);
        assert.equal(total, 1000);
        if (compared >= 300) controller.abort();
      },
    });
    await assert.rejects(clustering, (error) => error instanceof DeitaError && error.code === 'cancelled');
    assert.deepEqual(seen, [100, 200, 300]);
  });

  it('refuses a threshold out of range', async () => {
    const pool = { evolScores: new Float64Array(1), dimensions: 1, embeddings: Float32Array.of(1) };
    const clustering = clusterNearDuplicates(allRows(pool), new RecordingProvider(pool), 2);
    await assert.rejects(clustering, (error) => error instanceof DeitaError && error.code === 'usage');
  });
});
