/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import type { HeadJson, LinearJson, LinearModel } from '../../src/scoring/builtIn/head';
import { BinnedTable } from './binnedTable';
import { boost, type BoostingOptions, type Loss } from './boosting';
import type { Comparison } from '../../src/training/ranking';
import { fitRidge, groupsOf, type LabelledRow } from './ridge';

/** What a head learns from: rows with judged values, and rows of which only the order is known. */
export interface HeadLessons {
  readonly labelled: readonly LabelledRow[];
  /** Rows with values that the trees alone learn from: a linear model would bend to them everywhere. */
  readonly forTrees?: readonly LabelledRow[];
  /** Rows that only comparisons name. */
  readonly compared: readonly Float64Array[];
  /** Between rows of `compared`. */
  readonly comparisons: readonly Comparison[];
}

/** How a head is fitted. Chosen on the judged turns, by instruction and by source held out. */
export interface HeadOptions {
  readonly ridgePenalty: number;
  /** Features with which the score may only rise; none by default. */
  readonly rising?: (feature: number) => boolean;
  /** Where the trees are grown in another way than usual. */
  readonly trees?: Partial<TreeOptions>;
  readonly seed: number;
}

type TreeOptions = Omit<BoostingOptions, 'seed' | 'rising'>;

const TREES: TreeOptions = {
  trees: 400,
  depth: 5,
  learningRate: 0.035,
  featureShare: 0.3,
  rowShare: 0.6,
  penalty: 10,
  leafWeight: 20,
};
/** Steepness of the logistic loss of comparisons, in scores: differences of about 1/4 count as clear. */
const STEEPNESS = 4;

/** Fits a linear model and boosted trees to judged values; in both, differences within a source count twice. */
export function trainHead(
  { labelled, forTrees = [], compared, comparisons }: HeadLessons,
  options: HeadOptions,
): HeadJson {
  const { ridgePenalty, seed } = options;
  const rising = options.rising === undefined ? {} : { rising: options.rising };
  const linear = fitRidge(labelled, { penalty: ridgePenalty, ...rising });
  const valued = [...labelled, ...forTrees];
  const rows = [...valued.map(({ features }) => features), ...compared];
  const all = rows.map((_, index) => index);
  const table = new BinnedTable(rows, all.slice(0, valued.length));
  const trees = boost(table, all, linear.offset, lossOf(valued, comparisons), {
    ...TREES,
    ...options.trees,
    ...rising,
    seed,
  });
  return { linear: linearJson(linear), start: linear.offset, trees };
}

/** Squared error, what differs within a group counted twice, and the logistic loss of the comparisons' differences. */
function lossOf(labelled: readonly LabelledRow[], comparisons: readonly Comparison[]): Loss {
  const groups = groupsOf(labelled.map((row, index) => ({ ...row, index })));
  return (values, slope, curvature) => {
    for (const group of groups) {
      const total = group.reduce((sum, { weight }) => sum + weight, 0);
      const mean = group.reduce((sum, { weight, value, index }) => sum + weight * (values[index]! - value), 0) / total;
      for (const { weight, value, index } of group) {
        slope[index] = weight * (2 * (values[index]! - value) - mean);
        curvature[index] = 2 * weight;
      }
    }
    for (const { better, worse, weight, margin = 0 } of comparisons) {
      const [first, second] = [labelled.length + better, labelled.length + worse];
      const miss = 1 / (1 + Math.exp(STEEPNESS * (values[first]! - values[second]! - margin)));
      slope[first]! -= weight * miss;
      slope[second]! += weight * miss;
      const bend = weight * STEEPNESS * miss * (1 - miss);
      curvature[first]! += bend;
      curvature[second]! += bend;
    }
  };
}

/** A linear model as its file holds it. */
export function linearJson({ offset, mean, scale, weights }: LinearModel): LinearJson {
  return { offset, mean: [...mean], scale: [...scale], weights: [...weights] };
}
