import assert from 'node:assert/strict';
import { DeitaError } from '../../../src/common/errors';
import { select } from '../../../src/selection/select';
import type { EmbeddingProvider, SelectionProgress } from '../../../src/selection/types';
import { judgedRows } from './oracle';
import { seededRandom } from '../../support/seededRandom';
import { RecordingProvider, type Pool } from './pools';

/** Rows given one by one, with falling scores unless told. */
function poolOf(rows: number[][], evolScores = rows.map((_, row) => rows.length - row)): Pool {
  return {
    evolScores: Float64Array.from(evolScores),
    dimensions: rows[0]?.length ?? 2,
    embeddings: Float32Array.from(rows.flat()),
  };
}

function scatteredPool(rows: number, dimensions = 16): Pool {
  const random = seededRandom(7);
  return {
    evolScores: Float64Array.from({ length: rows }, random),
    dimensions,
    embeddings: Float32Array.from({ length: rows * dimensions }, () => random() - 0.5),
  };
}

async function statusesOf(pool: Pool, budget: number, threshold: number): Promise<string[]> {
  const outcome = await select(pool.evolScores, { budget, threshold }, new RecordingProvider(pool));
  return judgedRows(outcome).map(({ status }) => status);
}

const isCode = (code: string) => (error: unknown) => error instanceof DeitaError && error.code === code;

describe('select', () => {
  it('walks by score, lower row first on ties, and says what each row duplicates', async () => {
    const pool = poolOf([[1, 0], [0, 1], [2, 0], [1, 1]], [1, 3, 3, 2]); // prettier-ignore
    const outcome = await select(pool.evolScores, { budget: -1, threshold: 0.9 }, new RecordingProvider(pool));
    assert.deepEqual([...outcome.selectedRows], [1, 2, 3]);
    assert.deepEqual([...outcome.ranks], [0, 1, 2, 3]);
    assert.deepEqual([...outcome.nearestSelected], [2, -1, 1, 1]);
    assert.deepEqual([...outcome.nearestSimilarity], [1, NaN, 0, 1 / Math.sqrt(2)]);
    assert.equal(outcome.walked, 4);
  });

  it('keeps a row that is exactly as similar as the threshold', async () => {
    // 24 / (5 · 5) is the float64 nearest to 0.96.
    assert.deepEqual(await statusesOf(poolOf([[3, 4], [4, 3]]), -1, 0.96), ['selected', 'selected']); // prettier-ignore
    assert.deepEqual(await statusesOf(poolOf([[3, 4], [4, 3]]), -1, 0.9599), ['selected', 'nearDuplicate']); // prettier-ignore
  });

  it('rejects nothing at threshold 1, not even copies at other lengths', async () => {
    const pool = poolOf([[0.1, 0.7], [0.1, 0.7], [0.3, 2.1], [-5, -35]]); // prettier-ignore
    assert.deepEqual(await statusesOf(pool, -1, 1), Array(4).fill('selected'));
  });

  it('compares with selected rows only', async () => {
    // The second is rejected for the first; the third is like the second alone.
    const pool = poolOf([[1, 0], [0.8, 0.6], [0.28, 0.96]]); // prettier-ignore
    assert.deepEqual(await statusesOf(pool, -1, 0.7), ['selected', 'nearDuplicate', 'selected']);
  });

  it('takes zero vectors as similar 0 to everything', async () => {
    const pool = poolOf([[0, 0], [0, 0], [1, 0], [-1, 0]]); // prettier-ignore
    assert.deepEqual(await statusesOf(pool, -1, 0), Array(4).fill('selected'));
    assert.deepEqual(await statusesOf(pool, -1, -0.5), ['selected', ...Array<string>(3).fill('nearDuplicate')]);
  });

  it('marks rows whose embedding cannot be compared and goes on', async () => {
    const pool = poolOf([[NaN, 1], [1, 0], [Infinity, 0], [0, 1]]); // prettier-ignore
    const outcome = await select(pool.evolScores, { budget: 2, threshold: 0.9 }, new RecordingProvider(pool));
    assert.deepEqual([...outcome.invalidEmbeddings], [0, 2]);
    assert.deepEqual(
      judgedRows(outcome).map(({ status }) => status),
      ['unscored', 'selected', 'unscored', 'selected'],
    );
  });

  it('ends well on an empty pool and on one without scores', async () => {
    assert.deepEqual(await statusesOf(poolOf([], []), 5, 0.9), []);
    const unscored = poolOf([[1, 0], [0, 1]], [NaN, NaN]); // prettier-ignore
    const provider = new RecordingProvider(unscored);
    const outcome = await select(unscored.evolScores, { budget: 5, threshold: 0.9 }, provider);
    assert.deepEqual([outcome.walked, provider.asked.length, ...outcome.statuses], [0, 0, 3, 3]);
  });

  it('refuses parameters out of range', async () => {
    const pool = scatteredPool(3);
    for (const [budget, threshold] of [
      [0, 0.9],
      [-2, 0.9],
      [1.5, 0.9],
      [NaN, 0.9],
      [5, 1.01],
      [5, -2],
      [5, NaN],
    ]) {
      // prettier-ignore
      const parameters = { budget: budget ?? 1, threshold: threshold ?? 1 };
      await assert.rejects(select(pool.evolScores, parameters, new RecordingProvider(pool)), isCode('usage'));
    }
  });

  it('refuses embeddings of another size', async () => {
    const provider: EmbeddingProvider = { dimensions: 4, embed: () => Promise.resolve(new Float32Array(7)) };
    const selecting = select(Float64Array.of(1, 2), { budget: 1, threshold: 0.9 }, provider);
    await assert.rejects(selecting, isCode('embeddingsMismatch'));
  });

  it('asks for embeddings in walk order, and for few more than the walk reaches', async () => {
    const pool = scatteredPool(5000);
    const provider = new RecordingProvider(pool);
    const outcome = await select(pool.evolScores, { budget: 700, threshold: 0.6 }, provider);
    const byScore = [...pool.evolScores.keys()].sort((a, b) => (pool.evolScores[b] ?? 0) - (pool.evolScores[a] ?? 0));
    assert.deepEqual(provider.asked, byScore.slice(0, provider.asked.length));
    assert.ok(outcome.walked > 700, `${outcome.walked} walked`);
    assert.ok(provider.asked.length - outcome.walked < 32, `${provider.asked.length} asked, ${outcome.walked} walked`);
  });

  it('embeds the next rows while it filters', async () => {
    const pool = scatteredPool(600);
    const recording = new RecordingProvider(pool);
    const askedAtProgress: number[] = [];
    await select(pool.evolScores, { budget: -1, threshold: 0.9 }, recording, {
      blockRows: 100,
      onProgress: () => askedAtProgress.push(recording.asked.length),
    });
    assert.deepEqual(askedAtProgress, [200, 300, 400, 500, 600, 600]);
  });

  it('reports progress that never falls and ends at the outcome', async () => {
    const pool = scatteredPool(1000);
    const seen: SelectionProgress[] = [];
    const outcome = await select(pool.evolScores, { budget: 400, threshold: 0.7 }, new RecordingProvider(pool), {
      onProgress: (progress) => seen.push(progress),
    });
    assert.ok(seen.length > 1);
    for (const key of ['walked', 'selected', 'nearDuplicates'] as const) {
      const values = seen.map((progress) => progress[key]);
      assert.deepEqual(
        values,
        values.toSorted((a, b) => a - b),
      );
    }
    assert.equal(seen.at(-1)?.walked, outcome.walked);
    assert.equal(seen.at(-1)?.selected, 400);
  });

  it('stops in the middle of the walk when cancelled, and tells the provider', async () => {
    const pool = scatteredPool(3000);
    const controller = new AbortController();
    const recording = new RecordingProvider(pool);
    let told: AbortSignal | undefined;
    const provider: EmbeddingProvider = {
      dimensions: pool.dimensions,
      embed: (rows, signal) => {
        told = signal;
        return recording.embed(rows);
      },
    };
    const selecting = select(pool.evolScores, { budget: -1, threshold: 0.9 }, provider, {
      signal: controller.signal,
      blockRows: 50,
      onProgress: ({ walked }) => {
        if (walked >= 200) controller.abort();
      },
    });
    await assert.rejects(selecting, isCode('cancelled'));
    assert.ok(recording.asked.length <= 400, `${recording.asked.length} asked`);
    assert.equal(told?.aborted, true);
  });

  it('passes on a failure of the provider', async () => {
    const provider: EmbeddingProvider = { dimensions: 2, embed: () => Promise.reject(new Error('no memory')) };
    await assert.rejects(select(Float64Array.of(1), { budget: 1, threshold: 0.9 }, provider), /no memory/);
  });
});
