import assert from 'node:assert/strict';
import { headContributions, headValue, linearValue, readHead, TREES_PART } from '../../../../src/scoring/builtIn/head';
import { evaluate } from '../../../../src/scoring/builtIn/network';
import { addTreeContributions, packTrees, sumOfTrees, type Tree } from '../../../../src/scoring/builtIn/trees';
import { isAnswerSize, isDemand, ROW_FEATURES } from '../../../../src/scoring/builtIn/turnRow';
import { BinnedTable } from '../../../../tools/scorers/binnedTable';
import { boost, type BoostingOptions, type Loss } from '../../../../tools/scorers/boosting';
import { CORRUPTIONS } from '../../../../tools/scorers/corruptions';
import { gain } from '../../../../tools/scorers/evaluation/judgeAgreement';
import { disagreements, withFigures } from '../../../../tools/scorers/evaluation/modelCard';
import { evolve } from '../../../../tools/scorers/evolutions';
import { trainHead } from '../../../../tools/scorers/headTraining';
import { kendall, pairwiseAccuracy, quantile, spearman } from '../../../../src/training/metrics';
import { plainAnswer, type PlainAnswer } from '../../../../tools/scorers/plainAnswers';
import { Random } from '../../../../src/common/random';
import { trainRanking, type Comparison, type RankingOptions } from '../../../../src/training/ranking';
import { fitRidge } from '../../../../tools/scorers/ridge';
import { truncatedSvd } from '../../../../tools/scorers/truncatedSvd';

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

describe('scorer training', () => {
  const { rows, comparisons } = tinyData();

  it('gives the same weights for the same seed and others for another', () => {
    const first = trainRanking(rows, comparisons, OPTIONS);
    assert.deepEqual(trainRanking(rows, comparisons, OPTIONS).weights, first.weights);
    assert.notDeepEqual(trainRanking(rows, comparisons, { ...OPTIONS, seed: 6 }).weights, first.weights);
  });

  it('learns what decides', () => {
    const network = trainRanking(rows, comparisons, OPTIONS);
    const pairs = comparisons.map(
      ({ better, worse }) => [evaluate(network, rows[better] ?? []), evaluate(network, rows[worse] ?? [])] as const,
    );
    assert.ok(pairwiseAccuracy(pairs) > 0.95);
  });

  it('keeps unused inputs from counting', () => {
    const blind = trainRanking(rows, comparisons, { ...OPTIONS, uses: (input) => input === 1 });
    assert.equal(evaluate(blind, [5, 1, 2]), evaluate(blind, [-5, 1, 2]));
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

describe('boosted trees', () => {
  const random = new Random(7);
  const table = Array.from({ length: 400 }, () => [random.normal(), random.normal(), random.below(3), 1]);
  const aim = ([first = 0, second = 0, third = 0]: readonly number[]): number =>
    (first > 0 ? 2 : 0) + second * second - third;
  const values = table.map(aim);
  const squared: Loss = (now, slope, curvature) =>
    values.forEach((value, row) => {
      slope[row] = (now[row] ?? 0) - value;
      curvature[row] = 1;
    });
  const options: BoostingOptions = {
    trees: 120,
    depth: 3,
    learningRate: 0.2,
    featureShare: 1,
    rowShare: 0.7,
    penalty: 1,
    leafWeight: 5,
    seed: 3,
  };
  const all = table.map((_, row) => row);
  const grow = (changed: Partial<BoostingOptions> = {}): Tree[] =>
    boost(new BinnedTable(table), all, 0, squared, { ...options, ...changed });

  it('learn steps, curves and classes, the same for the same seed', () => {
    const trees = grow();
    const misses = table.map((row, index) =>
      Math.abs(sumOfTrees(packTrees(trees), Float64Array.from(row)) - (values[index] ?? 0)),
    );
    assert.ok(misses.reduce((sum, miss) => sum + miss, 0) / misses.length < 0.25);
    assert.deepEqual(grow(), trees);
    assert.notDeepEqual(grow({ seed: 4 }), trees);
  });

  it('rise in a feature that may not fall, whatever the data says', () => {
    const packed = packTrees(grow({ rising: (feature) => feature === 1 }));
    for (const [first = 0, , third = 0] of table.slice(0, 50)) {
      const along = [-3, -2, -1, -0.5, 0, 0.5, 1, 2, 3].map((second) =>
        sumOfTrees(packed, Float64Array.of(first, second, third, 1)),
      );
      along.slice(1).forEach((value, index) => assert.ok(value >= (along[index] ?? 0) - 1e-9, along.join(' ')));
    }
  });

  it('take a row apart by feature, nothing left over', () => {
    const trees = grow();
    const roots = trees.reduce((sum, { values: [root = 0] }) => sum + root, 0);
    for (const row of table.slice(0, 20)) {
      const contributions = new Float64Array(4);
      addTreeContributions(packTrees(trees), Float64Array.from(row), contributions);
      const sum = contributions.reduce((total, value) => total + value, roots);
      assert.ok(Math.abs(sum - sumOfTrees(packTrees(trees), Float64Array.from(row))) < 1e-9);
      assert.equal(contributions[3], 0, 'a constant says nothing');
    }
  });
});

describe('ridge regression', () => {
  const random = new Random(9);
  /** The second group lies higher for a reason that the features do not show. */
  const rows = Array.from({ length: 300 }, (_, index) => {
    const group = index % 2 === 0 ? 'a' : 'b';
    const features = Float64Array.of(random.normal() + (group === 'b' ? 2 : 0), random.normal());
    return { features, value: 3 * (features[0] ?? 0) - (features[1] ?? 0), weight: 1, group };
  });

  it('finds the weights of a linear value', () => {
    const model = fitRidge(rows, { penalty: 0.01 });
    for (const { features, value } of rows.slice(0, 20)) {
      assert.ok(Math.abs(linearValue(model, features) - value) < 0.2);
    }
  });

  it('keeps the weights of rising inputs from falling below zero', () => {
    const { weights } = fitRidge(rows, { penalty: 1, rising: (input) => input === 1 });
    assert.equal(weights[1], 0);
    assert.ok((weights[0] ?? 0) > 0);
  });

  it('shrinks the weights of inputs by penalties of their own', () => {
    const [first, second] = fitRidge(rows, { penalty: (input) => (input === 1 ? 1e6 : 0.01) }).weights;
    assert.ok(Math.abs(second ?? 1) < 0.01);
    assert.ok((first ?? 0) > 1);
  });

  it('trusts what differs within a group more than what differs between groups', () => {
    const shifted = rows.map((row) => ({ ...row, value: row.value - (row.group === 'b' ? 6 : 0) }));
    const grouped = fitRidge(shifted, { penalty: 1 }).weights[0] ?? 0;
    const alone =
      fitRidge(
        shifted.map((row) => ({ ...row, group: '' })),
        { penalty: 1 },
      ).weights[0] ?? 0;
    assert.ok(grouped > alone, `${grouped} against ${alone}`);
  });
});

describe('head training', () => {
  const random = new Random(5);
  const row = (): Float64Array => Float64Array.from(ROW_FEATURES, () => random.normal());
  const labelled = Array.from({ length: 200 }, () => {
    const features = row();
    return { features, value: 3 - (features[0] ?? 0), weight: 1, group: 'x' };
  });
  const lessons = { labelled, compared: [], comparisons: [] };

  it('keeps complexity from falling with a demand, though the values say so', () => {
    const rising = readHead(trainHead(lessons, { ridgePenalty: 1, rising: isDemand, seed: 1 }));
    const free = readHead(trainHead(lessons, { ridgePenalty: 1, seed: 1 }));
    const low = row();
    const high = Float64Array.from(low);
    low[0] = -2;
    high[0] = 2;
    assert.ok(headValue(rising, high) >= headValue(rising, low));
    assert.ok(headValue(free, high) < headValue(free, low));
  });

  it('keeps quality from falling with the size of the answer, though the values say so', () => {
    const size = ROW_FEATURES.indexOf('size.responseBytes');
    const shorterIsBetter = labelled.map((one) => ({ ...one, value: 3 - (one.features[size] ?? 0) }));
    const shorter = { labelled: shorterIsBetter, compared: [], comparisons: [] };
    const rising = readHead(trainHead(shorter, { ridgePenalty: 1, rising: isAnswerSize, seed: 1 }));
    const free = readHead(trainHead(shorter, { ridgePenalty: 1, seed: 1 }));
    const short = row();
    const long = Float64Array.from(short);
    short[size] = -2;
    long[size] = 2;
    assert.ok(headValue(rising, long) >= headValue(rising, short));
    assert.ok(headValue(free, long) < headValue(free, short));
  });

  it('grows as many trees as a head asks for', () => {
    assert.equal(trainHead(lessons, { ridgePenalty: 1, trees: { trees: 3 }, seed: 1 }).trees.length, 3);
  });

  it('follows comparisons where no values are known', () => {
    const compared = Array.from({ length: 60 }, row);
    const comparisons = compared.slice(1).map((second, index) => {
      const firstBetter = (compared[index]?.[7] ?? 0) > (second[7] ?? 0);
      return { better: firstBetter ? index : index + 1, worse: firstBetter ? index + 1 : index, weight: 20 };
    });
    const flat = labelled.map((one) => ({ ...one, value: 3 + 0.01 * (one.features[1] ?? 0) }));
    const head = readHead(trainHead({ labelled: flat, compared, comparisons }, { ridgePenalty: 1, seed: 1 }));
    const pairs = comparisons.map(
      ({ better, worse }) =>
        [headValue(head, compared[better] ?? row()), headValue(head, compared[worse] ?? row())] as const,
    );
    assert.ok(pairwiseAccuracy(pairs) > 0.9);
  });

  it('makes heads whose contributions add up to their value', () => {
    const json = trainHead(lessons, { ridgePenalty: 1, seed: 1 });
    const head = readHead(json);
    const roots = json.trees.reduce((sum, { values: [root = 0] }) => sum + root, 0);
    const start = (1 - TREES_PART) * head.linear.offset + TREES_PART * (head.start + roots);
    for (const { features } of labelled.slice(0, 10)) {
      const sum = headContributions(head, features).reduce((total, value) => total + value, start);
      assert.ok(Math.abs(sum - headValue(head, features)) < 1e-9);
    }
  });
});

describe('truncated singular value decomposition', () => {
  it('finds the directions that matter, orthonormal and by falling size', () => {
    const random = new Random(2);
    const rows = Array.from({ length: 200 }, () => {
      const [strong, weak] = [3 * random.normal(), random.normal()];
      return { columns: [0, 1, 2, 3], values: [strong, strong, weak, -weak] };
    });
    const [first = new Float64Array(), second = new Float64Array()] = truncatedSvd(rows, 6, 2, random);
    assert.ok(Math.abs(Math.abs((first[0] ?? 0) + (first[1] ?? 0)) - Math.SQRT2) < 1e-3);
    assert.ok(Math.abs(Math.abs((second[2] ?? 0) - (second[3] ?? 0)) - Math.SQRT2) < 1e-3);
    assert.ok(Math.abs(first.reduce((sum, value, index) => sum + value * (second[index] ?? 0), 0)) < 1e-9);
  });
});

describe('agreement with the judge', () => {
  it('measures what part of the possible gain an order has', () => {
    const truth = Array.from({ length: 20 }, (_, index) => index);
    assert.equal(gain(truth, truth), 1);
    assert.ok(
      gain(
        truth.map((value) => -value),
        truth,
      ) < 0,
    );
    assert.ok(
      Math.abs(
        gain(
          truth.map((value) => (value === 19 ? 0 : value)),
          truth,
        ),
      ) < 1,
    );
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
