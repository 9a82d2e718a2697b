import assert from 'node:assert/strict';
import path from 'node:path';
import type { ScorerChoice } from '../../../src/choices/scorers';
import { DeitaError } from '../../../src/common/errors';
import { distil, trainFromRuns, type TrainDialogs, type TrainParts } from '../../../src/editor/train/trainScorer';
import { fault } from '../../../src/messages/say';
import type { DirectScoring, TrainRequest, TrainSummary } from '../../../src/protocol/training';
import { useLanguage } from '../../../src/wording/language';

const REPORT = {
  ...{
    texts: 40,
    chains: 8,
    folds: 5,
    epochs: 9,
    kendall: 0.83,
    spearman: 0.8,
    meanAbsoluteError: 0.4,
    calibration: [],
  },
  baselines: { length: { kendall: 0.41, spearman: 0.4 }, builtIn: { kendall: 0.6, spearman: 0.5 } },
};
const DIRECT_REPORT = { kendall: 0.22, spearman: 0.2, texts: 12, head: { kendall: 0.8, spearman: 0.8 } };
const SUMMARY: TrainSummary = {
  ...{ scorer: '/data/pool-scorer', seed: 0, onnxDifference: 0 },
  embedder: { kind: 'built-in', name: 'e', hash: '', dimensions: 4 },
  heads: { complexity: REPORT, quality: { ...REPORT, kendall: null, spearman: 0.7 } },
};
const FOLDER = path.resolve('/data/pool');
const DATASET = { uri: { fsPath: path.resolve('/data/pool.jsonl') }, info: { datasetId: 'd', rowCount: 900 } };

describe('training in the editor', () => {
  function editor(options: {
    readonly uses?: boolean;
    readonly replaces?: boolean;
    readonly results?: readonly (TrainSummary | Error)[];
    readonly usedScorers?: readonly string[];
    readonly embedders?: TrainParts['embedders'];
    readonly direct?: DirectScoring | null | undefined;
    readonly teaches?: (choices: readonly ScorerChoice[]) => ScorerChoice | undefined;
  }) {
    const said: string[] = [];
    const asked: string[] = [];
    const questions: string[] = [];
    const requests: TrainRequest[] = [];
    const saved: object[] = [];
    const results = [...(options.results ?? [SUMMARY])];
    const dialogs: TrainDialogs = {
      askForRuns: () => Promise.resolve([`${FOLDER}.evol`, `${FOLDER}-2.evol`]),
      askForDirect: (runs) => {
        asked.push(...runs.map(({ folder }) => path.basename(folder)));
        return Promise.resolve('direct' in options ? options.direct : null);
      },
      askForTeacher: (choices) => {
        asked.push(...choices.map(({ kind }) => kind));
        return Promise.resolve(options.teaches?.(choices));
      },
      askForRows: (teacher, proposed) => {
        said.push(`${teacher} ${proposed}`);
        return Promise.resolve(500);
      },
      askForEmbedder: (choices) => Promise.resolve(choices.at(-1)),
      askForOutput: (proposed) => Promise.resolve(proposed),
      agreesToReplace: (message) => {
        questions.push(message);
        return Promise.resolve(options.replaces ?? false);
      },
      withProgress: (_, work) => work({}),
      showReport: (folder) => Promise.resolve(said.push(`report ${path.basename(folder)}`)),
      offerToUse: (message) => {
        said.push(message);
        return Promise.resolve(options.uses ?? true);
      },
    };
    const request = (method: string, params: unknown): Promise<never> => {
      if (method === 'evol/run') return Promise.resolve(params as never);
      requests.push(params as TrainRequest);
      const next = results.shift();
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next as never);
    };
    const parts: TrainParts = {
      ...{ engine: { request }, dialogs, embedders: options.embedders ?? [{ kind: 'built-in' }] },
      usedScorers: options.usedScorers ?? [],
      saveSettings: (values) => Promise.resolve(void saved.push(values)),
    };
    return { said, asked, questions, requests, saved, parts };
  }

  afterEach(() => useLanguage({ tag: 'en', texts: {} }));

  it('joins the runs chosen, shows the report, says how good it is, and uses it when told to', async () => {
    const { said, requests, saved, parts } = editor({ usedScorers: ['/old'] });
    await trainFromRuns(undefined, parts);
    assert.deepEqual(requests, [
      {
        ...{ labels: [], runs: [`${FOLDER}.evol`, `${FOLDER}-2.evol`], outputPath: `${FOLDER}-scorer` },
        ...{ embedder: { kind: 'built-in' }, seed: 0, overwrite: false },
      },
    ]);
    assert.deepEqual(said, [
      'report pool-scorer',
      'pool-scorer is trained. Complexity: Kendall within chains 0.83, by length 0.41. Quality: Spearman 0.70, by length 0.40.',
    ]);
    assert.deepEqual(saved, [{ 'trained.scorers': ['/data/pool-scorer'], scorer: 'trained' }]);
  });

  it('adds a scorer of one kind to those that there are', async () => {
    const { saved, parts } = editor({
      results: [{ ...SUMMARY, heads: { complexity: REPORT } }],
      usedScorers: ['/old', '/data/pool-scorer'],
    });
    await trainFromRuns(`${FOLDER}.evol`, parts);
    assert.deepEqual(saved, [{ 'trained.scorers': ['/old', '/data/pool-scorer'], scorer: 'trained' }]);
  });

  it('replaces what is there only when told to, and saves nothing unless it is used', async () => {
    const exists = new DeitaError('outputExists', 'It is there.');
    const kept = editor({ results: [exists] });
    await trainFromRuns(`${FOLDER}.evol`, kept.parts);
    assert.deepEqual([kept.requests.length, kept.said], [1, []]);
    const replaced = editor({ results: [exists, SUMMARY], replaces: true, uses: false });
    await trainFromRuns(`${FOLDER}.evol`, replaced.parts);
    assert.deepEqual(
      replaced.requests.map(({ overwrite }) => overwrite),
      [false, true],
    );
    assert.deepEqual(replaced.saved, []);
  });

  it('asks in the reader’s language whether to replace', async () => {
    useLanguage({ tag: 'de', texts: { '{folder} holds a trained scorer.': 'In {folder} liegt ein Bewerter.' } });
    const { questions, parts } = editor({ results: [fault('holdsScorer', { folder: '/data/pool-scorer' })] });
    await trainFromRuns(`${FOLDER}.evol`, parts);
    assert.deepEqual(questions, ['In /data/pool-scorer liegt ein Bewerter.']);
  });

  it('distils a larger scorer from a sample, and refuses one that is fast already', async () => {
    const { said, requests, parts } = editor({});
    const samples: unknown[] = [];
    const agrees = (...asked: unknown[]): Promise<boolean> => Promise.resolve(samples.push(asked) > 0);
    await distil(DATASET, [{ kind: 'precomputed' }, { kind: 'built-in' }], agrees, parts);
    assert.deepEqual(samples, [[{ kind: 'precomputed' }, { rows: 500, seed: 0 }]]);
    assert.deepEqual(requests[0]?.distilled, { datasetId: 'd', scorer: { kind: 'precomputed' }, rows: 500 });
    assert.deepEqual([requests[0].runs, requests[0].outputPath], [[], `${FOLDER}-scorer`]);
    assert.match(said[0] ?? '', / 900$/);
    await assert.rejects(distil(DATASET, [{ kind: 'built-in' }], agrees, editor({}).parts), { code: 'usage' });
  });

  it('has it chosen whom to learn from where more than the scorer in use can teach', async () => {
    const own: ScorerChoice = { kind: 'editor', model: 'acme/wise', maxRequests: 120 };
    const scorers: readonly ScorerChoice[] = [{ kind: 'built-in' }, { kind: 'precomputed' }, own];
    const { asked, said, requests, parts } = editor({ teaches: (choices) => choices.at(-1) });
    await distil(DATASET, scorers, () => Promise.resolve(true), parts);
    assert.deepEqual(asked, ['precomputed', 'editor']);
    assert.match(said[0] ?? '', / 120$/); // No more rows than it may be asked about in a run.
    assert.deepEqual(requests[0]?.distilled?.scorer, own);
    const left = editor({});
    await distil(DATASET, scorers.slice(0, 2), () => Promise.resolve(true), left.parts);
    assert.deepEqual([left.asked, left.requests], [['precomputed'], []]);
  });

  it('has variants rated one by one as well where the user wants that, and says how that went', async () => {
    const direct: DirectScoring = { judges: { kind: 'editor' }, caps: { requests: 300 } };
    const compared = { ...REPORT, baselines: { ...REPORT.baselines, direct: DIRECT_REPORT } };
    const part = { texts: 40, scored: 12, left: 0, requests: 12, tokens: 900, stoppedBy: 'requests' } as const;
    const { asked, said, requests, parts } = editor({
      direct,
      results: [{ ...SUMMARY, heads: { complexity: compared }, direct: part }],
    });
    await trainFromRuns(undefined, parts);
    assert.deepEqual(asked, ['pool.evol', 'pool-2.evol']);
    assert.deepEqual(requests[0]?.direct, direct);
    assert.equal(
      said[1],
      'pool-scorer is trained. Complexity: Kendall within chains 0.83, by length 0.41, by direct scoring 0.22. ' +
        'Direct scoring stopped at its limit, at 12 of 40 texts: train again with more to go on.',
    );
  });

  it('trains nothing when the question about direct scoring is left', async () => {
    const { requests, parts } = editor({ direct: undefined });
    await trainFromRuns(`${FOLDER}.evol`, parts);
    assert.deepEqual(requests, []);
  });

  it('asks a larger scorer nothing without consent to what its sample costs', async () => {
    const { requests, parts } = editor({});
    await distil(DATASET, [{ kind: 'precomputed' }], () => Promise.resolve(false), parts);
    assert.deepEqual(requests, []);
  });

  it('asks for the embedder where there is a choice, and ends in silence when cancelled', async () => {
    const onnx = { kind: 'onnx', model: '/m' } as never;
    const { requests, said, parts } = editor({
      embedders: [{ kind: 'built-in' }, onnx],
      results: [new DeitaError('cancelled', 'Cancelled.')],
    });
    await trainFromRuns(`${FOLDER}.evol`, parts);
    assert.equal(requests[0]?.embedder, onnx);
    assert.deepEqual(said, []);
  });
});
