import fc from 'fast-check';
import assert from 'node:assert/strict';
import { candidates } from '../../../src/engine/calibration/candidates';
import { spacedThresholds } from '../../../src/engine/calibration/fullCalibration';
import { sampleRows } from '../../../src/engine/calibration/sampleRows';
import type { Engine } from '../../../src/engine/engine';
import type { Calibration, CalibrationRequest } from '../../../src/protocol/calibration';
import { calibrationText } from '../../../src/wording/calibrationText';
import { nearestWithin } from '../../../src/selection/nearestWithin';
import { removedWithin } from '../../../src/selection/removedWithin';
import { PlainKernel } from '../../../src/selection/plainKernel';
import { Comparability } from '../../../src/selection/comparability';
import { RowBlock } from '../../../src/selection/rowBlock';
import { temporaryFolder } from '../../support/temporaryFolder';
import { npyOf } from '../../support/npy';
import { EngineFixture } from './engineFixture';

const PAIRS = 20;

/** Two rows a pair, each pair on axes of its own; their similarity is the cosine of the angle between them. */
const similarityOf = (pair: number): number => 0.5 + (0.49 * pair) / (PAIRS - 1);

function embeddings(): number[][] {
  return Array.from({ length: 2 * PAIRS }, (_, row) => {
    const pair = Math.floor(row / 2);
    const vector = new Array<number>(2 * PAIRS).fill(0);
    const similarity = row % 2 === 0 ? 1 : similarityOf(pair);
    vector[2 * pair] = similarity;
    vector[2 * pair + 1] = Math.sqrt(1 - similarity * similarity);
    return vector;
  });
}

/** So near that single precision may take it for the threshold. */
function similarityIsNear(threshold: number): boolean {
  return Array.from({ length: PAIRS }, (_, pair) => similarityOf(pair)).some(
    (similarity) => Math.abs(similarity - threshold) < 1e-6,
  );
}

describe('calibration', () => {
  const fixture = new EngineFixture();
  const folder = temporaryFolder();

  async function calibrate(
    engine: Engine,
    sampleSize: number,
    seed = 1,
    wanted: Pick<CalibrationRequest, 'inFull'> = {},
  ): Promise<Calibration> {
    const rows = Array.from({ length: 2 * PAIRS }, (_, row) =>
      JSON.stringify({ instruction: `Question ${row}`, output: row === 0 ? 'a '.repeat(1000) : `Answer ${row}` }),
    );
    const path = folder.write('pool.jsonl', `${rows.join('\n')}\n{"broken\n`);
    const embedder = {
      kind: 'file',
      path: folder.write('pool.npy', npyOf([...embeddings(), embeddings()[0] ?? []])),
    } as const;
    const { datasetId } = await engine.request('dataset/open', { path });
    return engine.request('dataset/calibrate', { datasetId, embedder, sampleSize, seed, ...wanted });
  }

  it('counts, for each threshold, the rows that have a nearer row, and shows the pairs next to it', async () => {
    const found = await calibrate(fixture.start(), 1000);
    assert.equal(found.sampledRows, 2 * PAIRS);
    assert.ok(found.candidates.length >= 4);
    for (const { threshold, rowsAbove, above, below } of found.candidates) {
      const pairs = Array.from({ length: PAIRS }, (_, pair) => pair);
      const [over, under] = [
        pairs.filter((p) => similarityOf(p) > threshold),
        pairs.filter((p) => similarityOf(p) <= threshold),
      ];
      assert.equal(rowsAbove, 2 * over.length);
      assert.deepEqual(
        above.map(({ first }) => first.rowIndex / 2),
        over.slice(0, 3).reverse(),
      );
      assert.deepEqual(
        below.map(({ first }) => first.rowIndex / 2),
        under.slice(-3).reverse(),
      );
      for (const { cosineSimilarity, first, second } of [...above, ...below]) {
        assert.equal(second.rowIndex, first.rowIndex + 1);
        assert.ok(Math.abs(cosineSimilarity - similarityOf(first.rowIndex / 2)) < 1e-6);
        assert.match(
          second.text,
          new RegExp(`^USER: Question ${second.rowIndex}\\nASSISTANT: Answer ${second.rowIndex}$`),
        );
        assert.equal(first.lineNumber, first.rowIndex + 1);
      }
    }
    assert.equal(
      found.histogram.counts.reduce((sum, count) => sum + count, 0),
      2 * PAIRS,
    );
    const thresholds = found.candidates.map(({ threshold }) => threshold);
    assert.ok(thresholds.includes(0.9), 'the recommended one');
    const { header, sections } = calibrationText(found);
    assert.match(header, /40 of 41 rows/);
    assert.equal(sections.length, thresholds.length);
    assert.match(sections.at(-1) ?? '', /Just above, near-duplicates:[^]*line 4\d/);
  });

  it('gives every pair, and what every threshold removes, where that is asked for', async () => {
    const engine = fixture.start();
    const { full, candidates: found } = await calibrate(engine, 1000, 1, { inFull: { thresholds: [0.12345] } });
    assert.ok(full);
    const expected = Array.from({ length: PAIRS }, (_, at) => PAIRS - 1 - at);
    assert.deepEqual(
      full.pairs.map(({ rows }) => rows),
      expected.map((pair) => [2 * pair, 2 * pair + 1]),
    );
    for (const [at, { cosineSimilarity }] of full.pairs.entries()) {
      assert.ok(Math.abs(cosineSimilarity - similarityOf(expected[at] ?? 0)) < 1e-6);
    }
    const thresholds = full.removals.map(({ threshold }) => threshold);
    assert.deepEqual(
      thresholds,
      [...thresholds].sort((a, b) => a - b),
    );
    for (const threshold of [0.12345, 0.5, 0.75, ...found.map((each) => each.threshold)]) {
      assert.ok(thresholds.includes(threshold), String(threshold));
    }
    // Of each pair one row goes: half of those that have a nearer row.
    for (const { threshold, rows } of full.removals) {
      if (similarityIsNear(threshold)) continue;
      assert.equal(rows, expected.filter((pair) => similarityOf(pair) > threshold).length);
    }
    assert.equal('full' in (await calibrate(engine, 1000)), false);
  });

  it('draws the same rows for the same seed', async () => {
    const engine = fixture.start();
    const [first, again, other] = [
      await calibrate(engine, 12, 5),
      await calibrate(engine, 12, 5),
      await calibrate(engine, 12, 6),
    ];
    assert.equal(first.sampledRows, 12);
    assert.deepEqual(again, first);
    assert.notDeepEqual(other.histogram, first.histogram);
  });

  it('refuses a sample of one row', async () => {
    await assert.rejects(calibrate(fixture.start(), 1), { code: 'usage' });
  });
});

describe('sampleRows', () => {
  it('gives so many different rows of the pool, in file order', () => {
    const rows = fc.uniqueArray(fc.nat(2 ** 31), { maxLength: 300 }).map((list) => Uint32Array.from(list).sort());
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 100 }), fc.integer(), (pool, size, seed) => {
        const sample = sampleRows(pool, size, seed);
        assert.equal(sample.length, Math.min(size, pool.length));
        assert.deepEqual(sample, Uint32Array.from(new Set(sample)).sort());
        assert.ok(sample.every((row) => pool.includes(row)));
      }),
    );
  });

  it('takes every part of a pool alike', () => {
    const sample = sampleRows(
      Uint32Array.from({ length: 100_000 }, (_, row) => row),
      10_000,
      3,
    );
    const tenths = new Array<number>(10).fill(0);
    for (const row of sample) tenths[Math.floor(row / 10_000)] = (tenths[Math.floor(row / 10_000)] ?? 0) + 1;
    // Each expects 1,000 with a standard deviation of 30.
    assert.ok(
      tenths.every((count) => Math.abs(count - 1000) < 150),
      tenths.join(' '),
    );
  });
});

describe('nearestWithin', () => {
  it('finds what comparing every pair finds', async () => {
    const vector = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(vector, { maxLength: 200 }), fc.nat(4), async (vectors, kinds) => {
        // Row indexes are ten times the positions.
        const numbers = Uint32Array.from({ length: 2000 }, (_, row) => (row * 7) % (kinds + 1));
        const comparability = new Comparability([numbers]);
        const rows = Uint32Array.from(vectors, (_, index) => 10 * index);
        const block = RowBlock.of(rows, Float32Array.from(vectors.flat()), 3);
        const pairs = await nearestWithin(block, new PlainKernel(), { comparability });
        const similarity = (a: number, b: number): number => {
          const [own, other] = [numbers[10 * a], numbers[10 * b]];
          return own !== 0 && other !== 0 && own !== other ? 0 : block.similarity(a, block, b);
        };
        const filled = [...vectors.keys()].filter((index) => vectors[index]?.some((x) => x !== 0));
        assert.deepEqual(
          pairs.map(({ rowIndex }) => rowIndex / 10),
          filled.length > 1 ? filled : [],
        );
        for (const { rowIndex, cosineSimilarity } of pairs) {
          const others = filled.filter((index) => index !== rowIndex / 10);
          const best = Math.max(...others.map((index) => similarity(rowIndex / 10, index)));
          assert.ok(Math.abs(cosineSimilarity - best) < 1e-6);
        }
      }),
    );
  });
});

describe('removedWithin', () => {
  it('removes, for each threshold, what going through the rows one by one removes', async () => {
    const vector = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 3, maxLength: 3 });
    const thresholds = Array.from({ length: 70 }, (_, at) => -0.999 + at * 0.0285);
    await fc.assert(
      fc.asyncProperty(fc.array(vector, { maxLength: 150 }), fc.nat(2), async (vectors, kinds) => {
        const numbers = Uint32Array.from({ length: 1500 }, (_, row) => (row * 7) % (kinds + 1));
        const comparability = new Comparability([numbers]);
        const rows = Uint32Array.from(vectors, (_, index) => 10 * index);
        const block = RowBlock.of(rows, Float32Array.from(vectors.flat()), 3);
        const removed = await removedWithin(block, new PlainKernel(), thresholds, { comparability });
        const filled = [...vectors.keys()].filter((index) => vectors[index]?.some((x) => x !== 0));
        for (const [at, threshold] of thresholds.entries()) {
          const staying: number[] = [];
          for (const row of filled) {
            if (staying.every((other) => block.similarity(row, block, other, comparability) <= threshold)) {
              staying.push(row);
            }
          }
          assert.equal(removed[at], filled.length - staying.length);
        }
      }),
    );
  });
});

describe('spacedThresholds', () => {
  it('are round, rising and few, and cover all similarities', () => {
    const similarities = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(similarities, (list) => {
        const found = spacedThresholds(list, [0.98765]);
        assert.ok(found.length >= 1 && found.length <= 102);
        assert.deepEqual(
          found,
          [...new Set(found)].sort((a, b) => a - b),
        );
        assert.ok(found.includes(0.98765));
        assert.ok((found[0] ?? 1) <= Math.min(...list) && (found.at(-1) ?? -1) >= Math.max(...list));
        assert.ok(found.every((threshold) => threshold === 0.98765 || Number(threshold.toFixed(3)) === threshold));
      }),
    );
    assert.deepEqual(spacedThresholds([], [0.9]), []);
  });
});

describe('candidates', () => {
  it('are few, round and rising, with pairs on both sides as they should be', () => {
    const similarities = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(similarities, (list) => {
        const pairs = list.map((cosineSimilarity, row) => ({
          rowIndex: 2 * row,
          nearestRowIndex: 2 * row + 1,
          cosineSimilarity,
        }));
        const found = candidates(pairs, null);
        assert.ok(found.length >= 1 && found.length <= 8);
        assert.deepEqual(
          found.map(({ threshold }) => threshold),
          found.map(({ threshold }) => threshold).sort((a, b) => a - b),
        );
        for (const { threshold, above, below, rowsAbove } of found) {
          assert.equal(Number(threshold.toFixed(2)), threshold);
          assert.ok(above.every(({ cosineSimilarity }) => cosineSimilarity > threshold));
          assert.ok(below.every(({ cosineSimilarity }) => cosineSimilarity <= threshold));
          assert.equal(rowsAbove, list.filter((similarity) => similarity > threshold).length);
        }
      }),
    );
  });
});
