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

/** Numbers of a feature in a histogram: one bin more than a feature has edges, two numbers each. */
const WIDTH = 2 * (MOST_BINS + 1);

/** Fills slope and curvature of the loss with respect to each row's value. */
export type Loss = (values: Float64Array, slope: Float64Array, curvature: Float64Array) => void;

interface Leaf {
  readonly node: number;
  readonly rows: Int32Array;
  readonly lowest: number;
  readonly highest: number;
  readonly sums: Histogram;
}

/** Slope and curvature of a leaf's rows by feature and bin: a feature's bins lie together. */
type Histogram = Float64Array;

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
  const add = (of: Int32Array): Histogram => histogram(table, of, features, slope, curvature);
  const sums = add(rows);
  const [first, second] = totals(sums);
  const root = addNode(-first / (second + options.penalty));
  let level: Leaf[] = [{ node: root, rows, lowest: -Infinity, highest: Infinity, sums }];
  for (let depth = 0; depth < options.depth; depth++) {
    const next: Leaf[] = [];
    for (const leaf of level) {
      const split = bestSplit(table, leaf, features, options);
      if (split === undefined) continue;
      const { feature, bin } = split;
      const column = table.bins.subarray(feature * table.rows, (feature + 1) * table.rows);
      const left = addNode(split.left);
      const right = addNode(split.right);
      tree.features[leaf.node] = feature;
      tree.thresholds[leaf.node] = table.edges[feature]![bin]!;
      tree.bins[leaf.node] = bin;
      tree.below[leaf.node] = left;
      if (depth + 1 === options.depth) continue;
      const [below, above] = halves(leaf, split, options.rising?.(feature) ?? false, column, add);
      next.push({ ...below, node: left }, { ...above, node: right });
    }
    level = next;
  }
  return tree;
}

/**
 * The rows of a leaf on both sides of a split, and the bounds of their values. The smaller side is added up; the other is
 * what it leaves of the whole.
 */
function halves(
  { rows, lowest, highest, sums }: Leaf,
  { bin, left, right }: Split,
  isRising: boolean,
  column: Uint8Array,
  add: (rows: Int32Array) => Histogram,
): [below: Omit<Leaf, 'node'>, above: Omit<Leaf, 'node'>] {
  const rowsBelow = rows.filter((row) => column[row]! <= bin);
  const rowsAbove = rows.filter((row) => column[row]! > bin);
  const isBelowSmaller = rowsBelow.length < rowsAbove.length;
  const smaller = add(isBelowSmaller ? rowsBelow : rowsAbove);
  const larger = sums.map((sum, index) => sum - smaller[index]!);
  const middle = (left + right) / 2;
  return [
    { rows: rowsBelow, lowest, highest: isRising ? middle : highest, sums: isBelowSmaller ? smaller : larger },
    { rows: rowsAbove, lowest: isRising ? middle : lowest, highest, sums: isBelowSmaller ? larger : smaller },
  ];
}

function histogram(
  table: BinnedTable,
  rows: Int32Array,
  features: readonly number[],
  slope: Float64Array,
  curvature: Float64Array,
): Histogram {
  const sums = new Float64Array(features.length * WIDTH);
  for (let index = 0; index < features.length; index++) {
    const start = index * WIDTH;
    const offset = features[index]! * table.rows;
    for (const row of rows) {
      const at = start + 2 * table.bins[offset + row]!;
      sums[at]! += slope[row]!;
      sums[at + 1]! += curvature[row]!;
    }
  }
  return sums;
}

/** Slope and curvature of all rows: any feature's bins hold them all. */
function totals(sums: Histogram): [slope: number, curvature: number] {
  let first = 0;
  let second = 0;
  for (let at = 0; at < WIDTH; at += 2) {
    first += sums[at]!;
    second += sums[at + 1]!;
  }
  return [first, second];
}

function bestSplit(
  table: BinnedTable,
  { lowest, highest, sums }: Leaf,
  features: readonly number[],
  options: BoostingOptions,
): Split | undefined {
  const { penalty, leafWeight } = options;
  const [totalSlope, totalCurvature] = totals(sums);
  if (totalCurvature < 2 * leafWeight) return undefined;
  const bounded = (value: number): number => Math.max(lowest, Math.min(highest, value));
  const loss = (g: number, h: number, value: number): number => g * value + ((h + penalty) * value * value) / 2;
  const whole = loss(totalSlope, totalCurvature, bounded(-totalSlope / (totalCurvature + penalty)));
  let best: Split | undefined;
  for (const [index, feature] of features.entries()) {
    const bins = table.edges[feature]!.length + 1;
    const start = index * WIDTH;
    const isRising = options.rising?.(feature) ?? false;
    let g = 0;
    let h = 0;
    for (let bin = 0; bin < bins - 1; bin++) {
      g += sums[start + 2 * bin]!;
      h += sums[start + 2 * bin + 1]!;
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
