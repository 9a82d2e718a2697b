import assert from 'node:assert/strict';
import type { ChainSummary, RunOverview } from '../../../src/protocol/annotation';
import {
  annotatorFigures,
  chainMarks,
  chainPlace,
  chainsDone,
  runFacts,
  scoresByStep,
} from '../../../src/wording/annotationText';

const status: RunOverview['status'] = {
  ...{ chains: 400, done: 400, scored: 396, unscored: 4, monotone: 297 },
  ...{ evolutions: { kept: 1900, dropped: 100 }, dropReasons: { refused: 100 } },
  ...{ kendall: 0.914, selfAgreement: 0.82, positionBias: 0.05, requests: 3120, tokens: 1_204_000.4 },
};

const overview: RunOverview = {
  ...{ folder: '/data/pool.evol', fileName: 'pool.jsonl', createdAt: '2026-01-01T00:00:00.000Z', working: false },
  parameters: {
    ...{ fileSha256: '0', dimension: 'both', seeds: 200, sample: 'random', seed: 1, evolutions: 5, orders: 2 },
    ...{ model: 'evolver', rankModel: 'judge', promptsHash: '0' },
  },
  counts: { all: 400, failed: 0, notMonotone: 0, ordersDisagree: 0, corrected: 0, notDone: 0 },
  status,
};

const chain: ChainSummary = {
  ...{ id: 'complexity-11-1', rowIndex: 11, turn: 1, dimension: 'complexity', preview: 'Explain.' },
  scores: [
    { step: 0, score: 1.5 },
    { step: 2, score: null },
  ],
  ...{ selfAgreement: 1, kendall: 1, done: true, droppedSteps: 0, monotone: true, corrected: false },
};

describe('figures of an annotator', () => {
  it('say in a sentence each that it works', () => {
    const figures = annotatorFigures(status);
    assert.deepEqual(
      figures.map(({ name, value, isPoor }) => [name, value, isPoor]),
      [
        ['kendall', '0.91', false],
        ['selfAgreement', '0.82', false],
        ['positionBias', '+0.05', false],
        ['monotone', '75%', false],
      ],
    );
    assert.match(figures[3]?.sentence ?? '', /^In 297 of 396 chains no step/);
  });

  it('say which number is worth a second look, and what to do about it', () => {
    const poor = { ...status, kendall: 0.49, selfAgreement: 0.59, positionBias: -0.31, monotone: 131 };
    const figures = annotatorFigures(poor);
    assert.ok(figures.every(({ isPoor }) => isPoor));
    assert.match(figures[1]?.sentence ?? '', /try another judge/);
    assert.match(figures[2]?.sentence ?? '', /judge in more orders/);
    assert.equal(figures[2]?.value, '−0.31');
  });

  it('say nothing of what is not known yet', () => {
    const begun = { ...status, scored: 0, monotone: 0, kendall: null, selfAgreement: null, positionBias: null };
    for (const { value, isPoor, sentence } of annotatorFigures(begun)) {
      assert.deepEqual([value, isPoor], ['–', false]);
      assert.match(sentence, /^No chain has .* yet\.$/);
    }
  });
});

describe('texts about a run', () => {
  it('say how far it is', () => {
    assert.equal(chainsDone(overview), '400 chains done');
    assert.equal(chainsDone({ ...overview, status: { ...status, done: 12 } }), '12 of 400 chains done');
    assert.equal(chainsDone({ ...overview, working: true }), '400 of 400 chains done, running');
  });

  it('say what it was made from and what it took', () => {
    assert.equal(runFacts(overview), 'pool.jsonl · evolver, judged by judge · 3,120 requests · about 1,204,000 tokens');
    const parameters = { ...overview.parameters, model: 'judge' };
    const free = { ...overview, parameters, status: { ...status, requests: 1, tokens: 0 } };
    assert.equal(runFacts(free), 'pool.jsonl · judge · 1 request');
  });

  it('name places from 1', () => {
    assert.equal(chainPlace(chain), 'row 12, turn 2');
    assert.equal(chainPlace({ rowIndex: 0, turn: 0 }), 'row 1');
  });

  it('mark chains that are worth a look', () => {
    const marks = (changes: Partial<ChainSummary>): string[] =>
      chainMarks({ ...chain, ...changes }).map(({ text, isWarning }) => (isWarning ? `! ${text}` : text));
    const scores = [1, 2].map((score, step) => ({ step, score }));
    assert.deepEqual(marks({}), ['agreement 1.00']);
    assert.deepEqual(marks({ scores, monotone: false, selfAgreement: 0.2 }), ['! not monotone', '! agreement 0.20']);
    assert.deepEqual(marks({ selfAgreement: null, monotone: false, done: false }), ['not done']);
    assert.deepEqual(marks({ selfAgreement: null, problem: 'no evolution succeeded', droppedSteps: 2 }), [
      '! failed',
      '! 2 steps dropped',
    ]);
    assert.deepEqual(marks({ selfAgreement: null, dropped: 'by hand', corrected: true }), ['! dropped', 'corrected']);
  });

  it('read scores out with a dash where there is none', () => {
    assert.equal(scoresByStep(chain), 'Scores by step: 1.50, –');
  });
});
