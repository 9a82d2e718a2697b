import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSession } from '../../../src/inference/session';
import { expectations } from '../../../src/scoring/embedded/scoringHead';
import { calibrate } from '../../../src/training/calibration';
import { CORRUPTIONS } from '../../../src/training/corruptions';
import { disagreements, withFigures } from '../../../src/training/evaluation/modelCard';
import { evolve } from '../../../src/training/evolutions';
import { exportHead } from '../../../src/training/exportHead';
import { headStrength, type Head } from '../../../src/training/head';
import { kendall, pairwiseAccuracy, quantile, spearman } from '../../../src/training/metrics';
import { evaluate, weightOffsets } from '../../../src/training/network';
import { plainAnswer, type PlainAnswer } from '../../../src/training/plainAnswers';
import { fitPreference } from '../../../src/training/preference';
import { Random } from '../../../src/training/random';
import { trainRanking, type Comparison, type RankingOptions } from '../../../src/training/ranking';

const OPTIONS: RankingOptions = { hiddenUnits: 4, epochs: 30, batchSize: 16, learningRate: 0.01, decay: 0, seed: 5 };

/** Rows of three numbers; the first decides which row is better, the second is noise, the third constant. */
function tinyData(): { rows: number[][]; comparisons: Comparison[] } {
  const random = new Random(1);
  const rows = Array.from({ length: 60 }, () => [random.normal(), random.normal(), 2]);
  const comparisons = Array.from({ length: 200 }, () => [random.below(60), random.below(60)] as const)
    .filter(([first, second]) => first !== second)
    .map(([first, second]) => {
      const firstBetter = (rows[first]?.[0] ?? 0) > (rows[second]?.[0] ?? 0);
      return { better: firstBetter ? first : second, worse: firstBetter ? second : first, weight: 1 };
    });
  return { rows, comparisons };
}

describe('training', () => {
  const { rows, comparisons } = tinyData();

  it('gives the same weights for the same seed and others for another', () => {
    const first = trainRanking(rows, comparisons, OPTIONS);
    assert.deepEqual(trainRanking(rows, comparisons, OPTIONS).weights, first.weights);
    assert.notDeepEqual(trainRanking(rows, comparisons, { ...OPTIONS, seed: 6 }).weights, first.weights);
  });

  it('learns what decides, by network and by penalised regression', () => {
    for (const network of [trainRanking(rows, comparisons, OPTIONS), fitPreference(rows, comparisons, 1, 0.01)]) {
      const pairs = comparisons.map(
        ({ better, worse }) => [evaluate(network, rows[better] ?? []), evaluate(network, rows[worse] ?? [])] as const,
      );
      assert.ok(pairwiseAccuracy(pairs) > 0.95);
    }
  });

  it('keeps rising inputs from falling and unused ones from counting', () => {
    const reversed = comparisons.map(({ better, worse, weight }) => ({ better: worse, worse: better, weight }));
    const linear = { ...OPTIONS, hiddenUnits: 0 };
    const network = trainRanking(rows, reversed, { ...linear, rising: (input) => input === 0 });
    assert.equal(network.weights[weightOffsets(3, 0).linear], 0);
    const blind = trainRanking(rows, comparisons, { ...OPTIONS, uses: (input) => input === 1 });
    assert.equal(evaluate(blind, [5, 1, 2]), evaluate(blind, [-5, 1, 2]));
  });

  it('exports a head that the runtime computes alike, in [1, 6] and rising with strength', async () => {
    const network = trainRanking(rows, comparisons, OPTIONS);
    const head: Head = [{ network }, { network, gate: { gain: 2, shift: 0.5, floor: -1 } }];
    const strengths = rows.map((row) => headStrength(head, row));
    const calibration = calibrate(strengths, [0.1, 0.3, 0.5, 0.7, 0.9]);
    const folder = await mkdtemp(path.join(tmpdir(), 'head-'));
    try {
      await writeFile(path.join(folder, 'head.onnx'), exportHead(head, calibration, 'test'));
      const session = await createSession(path.join(folder, 'head.onnx'), { threads: 1 });
      const scores = await expectations(session, rows);
      await session.dispose();
      scores.forEach((score, index) => {
        const expected = calibration.thresholds.reduce(
          (sum, threshold) => sum + 1 / (1 + Math.exp(-calibration.slope * ((strengths[index] ?? 0) - threshold))),
          1,
        );
        assert.ok(Math.abs(score - expected) < 1e-4, `${score} against ${expected}`);
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('makes spoiled answers and evolutions that differ, the same for the same seed', () => {
    const turn = {
      instruction: 'Name a bird.',
      response: 'A robin is a small bird. It has a red breast and sings early in the day.',
    };
    const other = { instruction: 'Name a fish.', response: 'A trout is a fish.' };
    for (const [name, spoil] of Object.entries(CORRUPTIONS)) {
      const spoiled = spoil(turn, new Random(3), other);
      assert.notEqual(spoiled, turn.response, name);
      assert.equal(spoil(turn, new Random(3), other), spoiled, name);
    }
    const chain = [turn.instruction, ...evolve(turn.instruction, 3, new Random(2))];
    chain.slice(1).forEach((text, index) => assert.ok(text.length > (chain[index] ?? '').length));
  });
});

describe('plain answers', () => {
  const turn = {
    instruction: 'What do gardeners need?',
    response: 'Gardeners need gloves and sharp scissors. They should water plants every evening. Good compost helps.',
  };
  const random = new Random(11);
  const answers = Array.from({ length: 200 }, () => plainAnswer(turn, random));

  it('leave some as they are, and make lists, bare ends, quotations and names of others', () => {
    const has = (condition: (answer: PlainAnswer) => boolean): boolean => answers.some(condition);
    assert.ok(has(({ turn: made }) => made.response === turn.response && made.instruction === turn.instruction));
    assert.ok(has(({ turn: made }) => made.response === turn.response.slice(0, -1)));
    assert.ok(has(({ turn: made }) => made.instruction.includes(turn.response)));
    assert.ok(has(({ turn: made }) => made.response.split(', ').length >= 4));
    assert.ok(has(({ turn: made, whole }) => made.response.length < 30 && whole.response === turn.response));
  });

  it('name what cannot be spoiled in a list', () => {
    const list = answers.find(({ turn: made }) => made.response.split(', ').length >= 4);
    assert.ok(list?.hides.includes('shuffledWords') === true && !list.hides.includes('otherAnswer'));
  });
});

describe('metrics', () => {
  it('agree with values worked out by hand', () => {
    assert.equal(
      pairwiseAccuracy([
        [2, 1],
        [1, 2],
        [1, 1],
        [3, 0],
      ]),
      0.625,
    );
    assert.equal(kendall([1, 2, 3, 4], [1, 3, 2, 4]), 4 / 6);
    assert.equal(kendall([1, 2], [5, 5]), 0);
    assert.ok(Math.abs(spearman([1, 2, 3], [10, 100, 1000]) - 1) < 1e-12);
    assert.equal(quantile([4, 1, 3, 2], 0.5), 2.5);
  });
});

describe('model card', () => {
  const table = (value: string) => ({ title: 'T', heads: ['pool', 'figure'], rows: [['a', value]] });
  const empty = 'x\n<!-- figures: written by npm run eval:models -- --write -->\n<!-- end of figures -->\ny';

  it('agrees with the figures written into it, within the tolerance', () => {
    const card = withFigures(empty, [table('0.500')]);
    assert.deepEqual(disagreements(card, [table('0.500')]), []);
    assert.deepEqual(disagreements(card, [table('0.504')]), []);
  });

  it('disagrees on another figure, a missing row and a figure that is none', () => {
    const card = withFigures(empty, [table('0.500')]);
    assert.equal(disagreements(card, [table('0.510')]).length, 1);
    assert.equal(disagreements(empty, [table('0.500')]).length, 1);
    assert.equal(disagreements(card, [table('–')]).length, 1);
  });
});
