import assert from 'node:assert/strict';
import { cancelled } from '../../../src/common/errors';
import { evaluateModel, type EvaluateDialogs, type JudgedQuestion } from '../../../src/editor/evaluate/evaluateModel';
import type { PairwiseResult } from '../../../src/evaluation/types';
import type { EvaluateSummary, EvaluationEstimate } from '../../../src/protocol/evaluation';
import { useLanguage } from '../../../src/wording/language';
import { FakeEngine } from './support/fakeEngine';

const QUESTION: JudgedQuestion = {
  kind: 'judged',
  plan: { kind: 'pairwise', a: '/w/a.json', b: '/w/b.json' },
  models: { judge: { baseUrl: 'http://localhost/v1', model: 'judge' } },
  ...{ folder: '/w/pairwise', caps: { requests: 100 } },
};
const ESTIMATE: EvaluationEstimate = { items: 30, begun: false, requests: 60, tokens: { answer: 0, judge: 50_000 } };
const RESULT = {
  ...{ kind: 'pairwise', a: { name: 'x', meanLength: 1 }, b: { name: 'y', meanLength: 1 }, judge: 'judge' },
  ...{ winRate: 0.55, judged: 10, interval: { method: 'Wilson score', level: 0.95, low: 0.25, high: 0.8 } },
} as PairwiseResult;
const PILOT: EvaluateSummary = {
  ...{
    result: RESULT,
    items: 30,
    complete: true,
    left: 0,
    spent: { requests: 20, tokens: { answer: 0, judge: 16_000 } },
  },
  rest: { items: 20, requests: 40, tokens: { answer: 0, judge: 32_000 } },
};
const WHOLE: EvaluateSummary = { ...PILOT, rest: { items: 0, requests: 0, tokens: { answer: 0, judge: 0 } } };

describe('evaluating from the editor', () => {
  before(() => useLanguage({ tag: 'en', texts: {} }));

  function editor(options: {
    readonly runs?: readonly (EvaluateSummary | Error)[];
    readonly estimate?: Partial<EvaluationEstimate>;
    readonly declines?: string;
    readonly dialogs?: Partial<EvaluateDialogs>;
  }) {
    const [asked, told, paused, shown]: [string[], string[], string[], unknown[]] = [[], [], [], []];
    const runs = [...(options.runs ?? [PILOT, WHOLE])];
    const engine = new FakeEngine({
      'evaluate/estimate': () => ({ ...ESTIMATE, ...options.estimate }),
      'evaluate/run': () => {
        const next = runs.shift();
        if (next === undefined || next instanceof Error) throw next ?? new Error('asked too often');
        return next;
      },
      'evaluate/lmEval': () => ({ models: [], commands: ['lm-eval run'] }),
    });
    const dialogs: EvaluateDialogs = {
      askForEvaluation: () => Promise.resolve(QUESTION),
      agrees: (message, action) => Promise.resolve((asked.push(`${action}: ${message}`), action !== options.declines)),
      withProgress: (_, work) => work({}),
      tell: (message) => void told.push(message),
      tellPaused: (message) => void paused.push(message),
      showLmEval: (summary) => Promise.resolve(shown.push(summary)),
      ...options.dialogs,
    };
    return { engine, asked, told, paused, shown, run: () => evaluateModel({ engine, dialogs, price: 2 }) };
  }

  const parts = (engine: FakeEngine): unknown[] =>
    engine.asked
      .filter(({ method }) => method === 'evaluate/run')
      .map(({ params }) => (params as { part: string }).part);

  it('asks what it takes before anything is asked of a model, does a pilot, and asks again', async () => {
    const { engine, asked, told, run } = editor({});
    await run();
    assert.deepEqual(asked, [
      'Start Pilot: The first 10 of 30 are judged as a pilot. All of them would take about 60 requests, 50,000 tokens, cost 0.10.',
      'Judge the Rest: x against y: win rate 55.0% (95 % interval 25.0% – 80.0%) over 10 pairs, judged by judge. ' +
        'The other 20 take about 40 requests, 32,000 tokens, cost 0.064.',
    ]);
    assert.deepEqual(parts(engine), ['pilot', 'all']);
    assert.deepEqual(engine.asked.at(-1)?.params, {
      ...{ plan: QUESTION.plan, models: QUESTION.models, folder: '/w/pairwise', caps: { requests: 100 } },
      part: 'all',
    });
    assert.match(told[0] ?? '', /^x against y: win rate 55\.0%/);
  });

  it('asks nothing of a model without consent, and the rest not without another', async () => {
    const none = editor({ declines: 'Start Pilot' });
    await none.run();
    assert.deepEqual([parts(none.engine), none.told], [[], []]);
    const pilot = editor({ declines: 'Judge the Rest' });
    await pilot.run();
    assert.deepEqual([parts(pilot.engine), pilot.told.length], [['pilot'], 1]);
    const left = editor({ dialogs: { askForEvaluation: () => Promise.resolve(undefined) } });
    await left.run();
    assert.deepEqual(left.engine.asked, []);
  });

  it('says that one that was begun goes on, and that a cancelled one may', async () => {
    const begun = editor({ estimate: { begun: true } });
    await begun.run();
    assert.match(begun.asked[0] ?? '', /^Go On: .*what was answered is not asked again\.$/);
    const stopped = editor({ runs: [cancelled()] });
    await stopped.run();
    assert.deepEqual(stopped.paused, ['Paused: the same command with this folder goes on.']);
    assert.deepEqual(stopped.told, [], 'no way to a result that may not be there');
  });

  it('tells what ended it before all was judged', async () => {
    const failed: EvaluateSummary = { ...PILOT, complete: false, left: 3, failure: 'the server is down' };
    const { run, told, engine } = editor({ runs: [{ ...failed, stoppedBy: 'requests' }] });
    await run();
    assert.deepEqual(parts(engine), ['pilot']);
    assert.match(
      told[0] ?? '',
      /The most requests that it may make are made\. Left for the next time: 3\. the server is down$/,
    );
  });

  it('shows what lm-evaluation-harness found, or how to run it', async () => {
    const question = { kind: 'lm-eval', folder: '/w/results', model: '' } as const;
    const { run, shown, engine } = editor({ dialogs: { askForEvaluation: () => Promise.resolve(question) } });
    await run();
    assert.deepEqual(engine.asked, [{ method: 'evaluate/lmEval', params: { folder: '/w/results', model: null } }]);
    assert.deepEqual(shown, [{ models: [], commands: ['lm-eval run'] }]);
  });
});
