/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import type { Tree } from '../../src/scoring/builtIn/trees';
import { MOST_BINS, type BinnedTable } from './binnedTable';
import { Random } from '../../src/common/random';

export interface BoostingOptions {
  readonly trees: number;
  readonly depth: number;
  readonly learningRate: number;
  /** Share of the features that each tree may split on. */
  readonly featureShare: number;
  /** Share of the rows that each tree is grown on. */
  readonly rowShare: number;
  /** Ridge penalty of a leaf's value, in units of curvature. */
  readonly penalty: number;
  /** Least curvature in a leaf. */
  readonly leafWeight: number;
  readonly seed: number;
  /** Features in which the value may not fall; none by default. */
  readonly rising?: (feature: number) => boolean;
}

/** Fills slope and curvature of the loss with respect to each row's value. */
export type Loss = (values: Float64Array, slope: Float64Array, curvature: Float64Array) => void;

interface Leaf {
  readonly node: number;
  readonly rows: Int32Array;
  readonly lowest: number;
  readonly highest: number;
}

interface Split {
  readonly gain: number;
  readonly feature: number;
  readonly bin: number;
  readonly left: number;
  readonly right: number;
}

/**
 * Gradient-boosted regression trees (Friedman 2001) by histograms, with second-order leaf values and bounds that keep
 * the value rising in the features that may not fall.
 * @param fitOn rows that are learned from
 */
export function boost(
  table: BinnedTable,
  fitOn: readonly number[],
  start: number,
  loss: Loss,
  options: BoostingOptions,
): Tree[] {
  const random = new Random(options.seed);
  const values = new Float64Array(table.rows).fill(start);
  const slope = new Float64Array(table.rows);
  const curvature = new Float64Array(table.rows);
  const usable = Array.from({ length: table.features }, (_, feature) => feature).filter(
    (feature) => table.edges[feature]!.length > 0,
  );
  const trees: GrownTree[] = [];
  for (let index = 0; index < options.trees; index++) {
    slope.fill(0);
    curvature.fill(0);
    loss(values, slope, curvature);
    const rows = Int32Array.from(fitOn.filter(() => random.next() < options.rowShare));
    const features = random.shuffled(usable).slice(0, Math.ceil(usable.length * options.featureShare));
    const tree = grow(table, rows, features, slope, curvature, options);
    trees.push(tree);
    for (let row = 0; row < table.rows; row++) values[row]! += valueInBins(tree, table, row);
  }
  return trees.map(rounded);
}

interface GrownTree {
  readonly features: number[];
  readonly thresholds: number[];
  readonly below: number[];
  readonly values: number[];
  readonly bins: number[];
}

/** Six significant digits: what is written and read again is what was measured. */
function rounded({ features, thresholds, below, values }: GrownTree): Tree {
  return { features, thresholds, below, values: values.map((value) => Number(value.toPrecision(6))) };
}

function valueInBins({ features, bins, below, values }: GrownTree, table: BinnedTable, row: number): number {
  let node = 0;
  while (features[node]! >= 0)
    node = table.bins[features[node]! * table.rows + row]! <= bins[node]! ? below[node]! : below[node]! + 1;
  return values[node]!;
}

function grow(
  table: BinnedTable,
  rows: Int32Array,
  features: readonly number[],
  slope: Float64Array,
  curvature: Float64Array,
  options: BoostingOptions,
): GrownTree {
  const tree: GrownTree = { features: [], thresholds: [], below: [], values: [], bins: [] };
  const addNode = (value: number): number => {
    tree.features.push(-1);
    tree.thresholds.push(0);
    tree.below.push(0);
    tree.bins.push(0);
    return tree.values.push(value * options.learningRate) - 1;
  };
  const total = sums(rows, slope, curvature);
  let level: Leaf[] = [
    { node: addNode(-total[0] / (total[1] + options.penalty)), rows, lowest: -Infinity, highest: Infinity },
  ];
  for (let depth = 0; depth < options.depth; depth++) {
    const next: Leaf[] = [];
    for (const leaf of level) {
      const split = bestSplit(table, leaf, features, slope, curvature, options);
      if (split === undefined) continue;
      const { feature, bin } = split;
      const column = table.bins.subarray(feature * table.rows, (feature + 1) * table.rows);
      const left = addNode(split.left);
      const right = addNode(split.right);
      tree.features[leaf.node] = feature;
      tree.thresholds[leaf.node] = table.edges[feature]![bin]!;
      tree.bins[leaf.node] = bin;
      tree.below[leaf.node] = left;
      const isRising = options.rising?.(feature) ?? false;
      const middle = (split.left + split.right) / 2;
      next.push(
        {
          node: left,
          rows: leaf.rows.filter((row) => column[row]! <= bin),
          lowest: leaf.lowest,
          highest: isRising ? middle : leaf.highest,
        },
        {
          node: right,
          rows: leaf.rows.filter((row) => column[row]! > bin),
          lowest: isRising ? middle : leaf.lowest,
          highest: leaf.highest,
        },
      );
    }
    level = next;
  }
  return tree;
}

function sums(rows: Int32Array, slope: Float64Array, curvature: Float64Array): [number, number] {
  let first = 0;
  let second = 0;
  for (const row of rows) {
    first += slope[row]!;
    second += curvature[row]!;
  }
  return [first, second];
}

const slopes = new Float64Array(MOST_BINS + 1);
const curvatures = new Float64Array(MOST_BINS + 1);

function bestSplit(
  table: BinnedTable,
  { rows, lowest, highest }: Leaf,
  features: readonly number[],
  slope: Float64Array,
  curvature: Float64Array,
  options: BoostingOptions,
): Split | undefined {
  const { penalty, leafWeight } = options;
  const [totalSlope, totalCurvature] = sums(rows, slope, curvature);
  if (totalCurvature < 2 * leafWeight) return undefined;
  const bounded = (value: number): number => Math.max(lowest, Math.min(highest, value));
  const loss = (g: number, h: number, value: number): number => g * value + ((h + penalty) * value * value) / 2;
  const whole = loss(totalSlope, totalCurvature, bounded(-totalSlope / (totalCurvature + penalty)));
  let best: Split | undefined;
  for (const feature of features) {
    const bins = table.edges[feature]!.length + 1;
    slopes.fill(0, 0, bins);
    curvatures.fill(0, 0, bins);
    const offset = feature * table.rows;
    for (const row of rows) {
      const bin = table.bins[offset + row]!;
      slopes[bin]! += slope[row]!;
      curvatures[bin]! += curvature[row]!;
    }
    const isRising = options.rising?.(feature) ?? false;
    let g = 0;
    let h = 0;
    for (let bin = 0; bin < bins - 1; bin++) {
      g += slopes[bin]!;
      h += curvatures[bin]!;
      if (h < leafWeight || totalCurvature - h < leafWeight) continue;
      const left = bounded(-g / (h + penalty));
      const right = bounded(-(totalSlope - g) / (totalCurvature - h + penalty));
      if (isRising && right < left) continue;
      const gain = whole - loss(g, h, left) - loss(totalSlope - g, totalCurvature - h, right);
      if (gain > (best?.gain ?? 1e-9)) best = { gain, feature, bin, left, right };
    }
  }
  return best;
}
