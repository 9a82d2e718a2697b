/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
/** A regression tree as parallel arrays; node 0 is the root. */
export interface Tree {
  /** Index of the feature that the node looks at; -1 for a leaf. */
  readonly features: readonly number[];
  /** A value up to this goes to `below`, a higher one to the node after it. */
  readonly thresholds: readonly number[];
  readonly below: readonly number[];
  /** What the node's rows have on average; of a leaf: its value. */
  readonly values: readonly number[];
}

/** Trees one after another in flat arrays, fast to walk. */
export interface PackedTrees {
  readonly roots: Int32Array;
  readonly features: Int16Array;
  readonly thresholds: Float64Array;
  readonly below: Int32Array;
  readonly values: Float64Array;
}

export function packTrees(trees: readonly Tree[]): PackedTrees {
  const starts: number[] = [];
  let nodes = 0;
  for (const { features } of trees) {
    starts.push(nodes);
    nodes += features.length;
  }
  const below = trees.flatMap((tree, index) => tree.below.map((node) => node + starts[index]!));
  return {
    roots: Int32Array.from(starts),
    features: Int16Array.from(trees.flatMap(({ features }) => features)),
    thresholds: Float64Array.from(trees.flatMap(({ thresholds }) => thresholds)),
    below: Int32Array.from(below),
    values: Float64Array.from(trees.flatMap(({ values }) => values)),
  };
}

/** The sum of the trees' values. */
export function sumOfTrees({ roots, features, thresholds, below, values }: PackedTrees, row: Float64Array): number {
  let sum = 0;
  for (let tree = 0; tree < roots.length; tree++) {
    let node = roots[tree]!;
    let feature = features[node]!;
    while (feature >= 0) {
      node = below[node]! + (row[feature]! <= thresholds[node]! ? 0 : 1);
      feature = features[node]!;
    }
    sum += values[node]!;
  }
  return sum;
}

/**
 * Adds, for each feature, how far its splits moved the row from the trees' roots to their leaves (path attribution); the
 * contributions and the roots' values add up to the sum of the trees.
 */
export function addTreeContributions(trees: PackedTrees, row: Float64Array, contributions: Float64Array): void {
  const { features, thresholds, below, values } = trees;
  for (const root of trees.roots) {
    let node = root;
    while (features[node]! >= 0) {
      const feature = features[node]!;
      const next = below[node]! + (row[feature]! <= thresholds[node]! ? 0 : 1);
      contributions[feature]! += values[next]! - values[node]!;
      node = next;
    }
  }
}
