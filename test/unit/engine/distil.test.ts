import assert from 'node:assert/strict';
import type { Turn } from '../../../src/dataset/conversation';
import type { HeadTrainer } from '../../../src/engine/models/engineModels';
import type { TrainRequest } from '../../../src/protocol/training';
import { ROW_FEATURES } from '../../../src/scoring/builtIn/turnRow';
import type { FitTask } from '../../../src/training/ordinalHead';
import { EngineFixture } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';
import { StubModels, stubScore } from './stubModels';

/** Takes note of what a head would learn from, and ends there. */
class NotingModels extends StubModels {
  readonly turns: Turn[] = [];
  readonly labels: number[] = [];

  override trainer(): HeadTrainer {
    return {
      featuresHash: () => Promise.resolve(''),
      features: (turns) => {
        this.turns.push(...turns);
        return Promise.resolve(new Float64Array(turns.length * ROW_FEATURES.length));
      },
      fit: ({ set }: FitTask) => {
        if (this.labels.length === 0) this.labels.push(...set.scores);
        return Promise.reject(new Error('noted'));
      },
    };
  }
}

describe('the engine, distilling a scorer', () => {
  const fixture = new EngineFixture();

  async function distil(models: NotingModels, cacheDir: string | null, more: Partial<TrainRequest> = {}) {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(40)));
    const engine = fixture.start(models, cacheDir);
    const { datasetId } = await engine.request('dataset/open', { path: file });
    const request: TrainRequest = {
      ...{ runs: [], labels: [], embedder: { kind: 'built-in' }, seed: 3, overwrite: false },
      outputPath: fixture.folder.path('scorer'),
      distilled: { datasetId, scorer: { kind: 'built-in' }, rows: 12 },
      ...more,
    };
    await assert.rejects(engine.request('evol/train', request), /noted/);
  }

  it('learns what the other scorer says of rows that the seed draws, and asks it nothing twice', async () => {
    const cacheDir = fixture.folder.path('cache');
    const models = new NotingModels();
    await distil(models, cacheDir);
    assert.equal(new Set(models.turns.map(({ instruction }) => instruction)).size, 12);
    assert.deepEqual(
      models.labels,
      models.turns.map((turn) => {
        const score = stubScore(turn);
        return 'complexityScore' in score ? score.complexityScore : Number.NaN;
      }),
    );
    const again = new NotingModels();
    await distil(again, cacheDir);
    assert.deepEqual(again.turns, models.turns);
    assert.deepEqual([models.scored.length, again.scored.length], [12, 0]);
    const other = new NotingModels();
    await distil(other, null, { seed: 4 });
    assert.notDeepEqual(other.turns, models.turns);
  });

  it('estimates what the sample asks of the other scorer beforehand: rows of another seed are not kept', async () => {
    const cacheDir = fixture.folder.path('cache');
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(40)));
    const scorer = { kind: 'built-in' } as const;
    const estimated = async (seed: number): Promise<number> => {
      const engine = fixture.start(new NotingModels(), cacheDir);
      const { datasetId } = await engine.request('dataset/open', { path: file });
      const sample = { rows: 12, seed };
      const request = { datasetId, scorer, pricePerMillionTokens: null, sample };
      return (await engine.request('dataset/estimate', request)).turnsToAsk;
    };
    assert.equal(await estimated(3), 12);
    await distil(new NotingModels(), cacheDir);
    assert.equal(await estimated(3), 0);
    assert.ok((await estimated(4)) > 0);
  });

  it('learns from rows that carry scores wherever in a long file they stand, drawn by the seed', async () => {
    const labelled = 10_400;
    const rows = Array.from({ length: labelled }, (_, id) =>
      JSON.stringify({
        instruction: `Do ${id}.`,
        output: 'Done.',
        complexity_scores: [1 + (id % 5)],
        quality_scores: [null],
      }),
    );
    const labels = await fixture.folder.write('labels.jsonl', rows.join('\n'));
    const drawn = async (seed: number): Promise<string[]> => {
      const models = new NotingModels();
      const engine = fixture.start(models, null);
      const request: TrainRequest = {
        ...{ runs: [], labels: [labels], embedder: { kind: 'built-in' }, seed, overwrite: false },
        outputPath: fixture.folder.path('scorer'),
      };
      await assert.rejects(engine.request('evol/train', request), /noted/);
      return models.turns.map(({ instruction }) => instruction);
    };
    const first = await drawn(3);
    assert.equal(new Set(first).size, 10_000);
    const late = rows.slice(10_000).filter((_, at) => first.includes(`Do ${10_000 + at}.`)).length;
    assert.ok(late > 300 && late < 400, `${late} of the last 400`);
    assert.deepEqual(await drawn(3), first);
    assert.notDeepEqual(await drawn(4), first);
  });
});
