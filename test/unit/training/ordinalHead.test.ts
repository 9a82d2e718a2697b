import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Random } from '../../../src/common/random';
import { createDoubleSession } from '../../../src/inference/doubleSession';
import { crossValidate } from '../../../src/training/crossValidate';
import { headGraph } from '../../../src/training/headGraph';
import { calibration, following } from '../../../src/training/headReport';
import { FIT_OPTIONS, fitHead, headScores, type FitTask, type TrainingSet } from '../../../src/training/ordinalHead';
import { temporaryFolder } from '../../support/temporaryFolder';

const [CHAINS, STEPS, INPUTS] = [40, 6, 5];

/** Chains whose scores rise with the first input; the second says where a chain starts, the others nothing. */
function chainSet(seed = 1): TrainingSet {
  const random = new Random(seed);
  const features = new Float64Array(CHAINS * STEPS * INPUTS);
  const scores = new Float64Array(CHAINS * STEPS);
  const chains = new Int32Array(CHAINS * STEPS);
  for (let chain = 0; chain < CHAINS; chain++) {
    const start = random.next();
    for (let step = 0; step < STEPS; step++) {
      const row = chain * STEPS + step;
      features.set([step, start, random.normal(), random.normal(), 1000], row * INPUTS);
      scores[row] = Math.min(6, Math.max(1, 1.2 + start + 0.6 * step + 0.1 * random.normal()));
      chains[row] = chain;
    }
  }
  return { features, inputs: INPUTS, scores, chains };
}

const groupsOf = ({ chains }: TrainingSet): string[] => Array.from(chains, (chain) => `row ${chain}`);
const fit = (task: FitTask) => Promise.resolve(fitHead(task));

describe('heads of trained scorers', () => {
  const folder = temporaryFolder();

  it('order chains that they have not seen, and give scores on the scale of the labels', async () => {
    const set = chainSet();
    const { heldOut } = await crossValidate(set, groupsOf(set), 3, fit);
    const { kendall, spearman } = following(heldOut, {
      labels: Array.from(set.scores),
      chains: Array.from(set.chains),
    });
    assert.ok((kendall ?? 0) > 0.95 && (spearman ?? 0) > 0.95, `${kendall} ${spearman}`);
    for (const { meanLabel, meanScore } of calibration(heldOut, Array.from(set.scores))) {
      assert.ok(Math.abs(meanLabel - meanScore) < 0.4, `${meanScore} for labels of ${meanLabel}`);
    }
    assert.ok(heldOut.every((score) => score >= 1 && score <= 6));
  });

  it('are the same for the same seed', async () => {
    const set = chainSet();
    const [first, second, other] = await Promise.all(
      [3, 3, 4].map((seed) => crossValidate(set, groupsOf(set), seed, fit)),
    );
    assert.deepEqual(first, second);
    assert.notDeepEqual(first?.head.network.weights, other?.head.network.weights);
  });

  it('never see a group on both sides of a split', async () => {
    const set = chainSet();
    const groups = groupsOf(set).map((_, row) => `row ${Math.floor(row / (2 * STEPS))}`);
    const tasks: FitTask[] = [];
    await crossValidate(set, groups, 3, (task) => (tasks.push(task), fit(task)));
    assert.equal(tasks.length, 6);
    for (const { training, validation } of tasks.slice(0, 5)) {
      const [trained, judged] = [training, validation].map((rows) => new Set(rows.map((row) => groups[row])));
      const tested = new Set(groups.filter((_, row) => !training.includes(row) && !validation.includes(row)));
      for (const name of tested) assert.ok(!trained?.has(name) && !judged?.has(name), name);
      for (const name of judged ?? []) assert.ok(!trained?.has(name), name);
      assert.ok(tested.size > 0 && (judged?.size ?? 0) > 0);
    }
    assert.deepEqual(tasks[5]?.training.length, groups.length);
  });

  it('order what was ranked together better with the loss on pairs than without', () => {
    const set = chainSet();
    // Each chain has a level of its own that no input tells: only the differences within chains can be learned.
    set.scores.forEach(
      (score, row) => (set.scores[row] = Math.min(6, 1 + (score - 1) / 4 + (((row / STEPS) | 0) % 4))),
    );
    const rows = Array.from(set.scores, (_, row) => row);
    const half = rows.filter((row) => row < rows.length / 2);
    const rest = rows.filter((row) => row >= rows.length / 2);
    const kendallWith = (pairWeight: number): number => {
      const options = { ...FIT_OPTIONS, seed: 1, epochs: 6, pairWeight };
      const { head } = fitHead({ set, training: half, validation: [], options });
      const labels = rest.map((row) => set.scores[row] ?? Number.NaN);
      return (
        following(headScores(head, set, rest), { labels, chains: rest.map((row) => set.chains[row] ?? -1) }).kendall ??
        0
      );
    };
    assert.ok(kendallWith(1) > kendallWith(0));
  });

  it('give the same scores as ONNX models, to 1e-9', async () => {
    const set = chainSet();
    const rows = Array.from(set.scores, (_, row) => row);
    const options = { ...FIT_OPTIONS, seed: 1, epochs: 10 };
    const { head } = fitHead({ set, training: rows, validation: [], options });
    const file = folder.write('head.onnx', headGraph(head, 'test'));
    const session = await createDoubleSession(readFileSync(file));
    const scores = await session.run(set.features, rows.length);
    await session.dispose();
    headScores(head, set, rows).forEach((score, row) => {
      assert.ok(Math.abs(score - (scores[row] ?? Number.NaN)) < 1e-9, `${score} and ${scores[row]}`);
    });
  });
});
