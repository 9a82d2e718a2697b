/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
/** Bins of a feature. */
export const MOST_BINS = 64;

/** Rows of features, binned once; trees are grown on the bins. */
export class BinnedTable {
  readonly rows: number;
  readonly features: number;
  /** Feature by feature. */
  readonly bins: Uint8Array;
  /** Of each feature: the highest value that lies in each bin but the last. */
  readonly edges: readonly Float64Array[];

  constructor(table: readonly ArrayLike<number>[], fitOn: readonly number[] = table.map((_, index) => index)) {
    this.rows = table.length;
    this.features = table[0]?.length ?? 0;
    this.bins = new Uint8Array(this.rows * this.features);
    this.edges = Array.from({ length: this.features }, (_, feature) =>
      edgesOf(Float64Array.from(fitOn, (row) => table[row]![feature]!)),
    );
    for (let feature = 0; feature < this.features; feature++) {
      const edges = this.edges[feature]!;
      for (let row = 0; row < this.rows; row++)
        this.bins[feature * this.rows + row] = binOf(table[row]![feature]!, edges);
    }
  }
}

function edgesOf(values: Float64Array): Float64Array {
  values.sort();
  const distinct = values.filter((value, index) => index === 0 || value !== values[index - 1]);
  if (distinct.length <= MOST_BINS)
    return distinct.slice(0, -1).map((value, index) => middle(value, distinct[index + 1]!));
  const edges = new Set<number>();
  for (let bin = 1; bin < MOST_BINS; bin++) {
    const at = Math.floor((bin * values.length) / MOST_BINS);
    if (values[at - 1]! < values[at]!) edges.add(middle(values[at - 1]!, values[at]!));
    else {
      // A value that fills more than a bin ends one.
      let above = at;
      while (above < values.length && values[above] === values[at]) above++;
      if (above < values.length) edges.add(middle(values[at]!, values[above]!));
    }
  }
  return Float64Array.from(edges).sort();
}

/** Between two values, in few digits where there is room. */
function middle(lower: number, higher: number): number {
  const between = Number(((lower + higher) / 2).toPrecision(6));
  return between >= lower && between < higher ? between : lower;
}

function binOf(value: number, edges: Float64Array): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= edges[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}
