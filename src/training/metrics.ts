/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
/** Share of pairs in which the first value is higher than the second; a tie counts half. */
export function pairwiseAccuracy(pairs: readonly (readonly [better: number, worse: number])[]): number {
  const right = pairs.reduce((sum, [better, worse]) => sum + (better > worse ? 1 : better === worse ? 0.5 : 0), 0);
  return right / pairs.length;
}

/** Kendall's τ-b between two rankings, in [-1, 1]; 0 where one of them is constant. */
export function kendall(first: readonly number[], second: readonly number[]): number {
  let agreement = 0;
  let untiedFirst = 0;
  let untiedSecond = 0;
  for (let left = 0; left < first.length; left++) {
    for (let right = left + 1; right < first.length; right++) {
      const a = Math.sign(first[left]! - first[right]!);
      const b = Math.sign(second[left]! - second[right]!);
      agreement += a * b;
      untiedFirst += Math.abs(a);
      untiedSecond += Math.abs(b);
    }
  }
  return untiedFirst === 0 || untiedSecond === 0 ? 0 : agreement / Math.sqrt(untiedFirst * untiedSecond);
}

/** Spearman's rank correlation, ties given their mean rank. */
export function spearman(first: readonly number[], second: readonly number[]): number {
  return pearson(ranks(first), ranks(second));
}

function pearson(first: readonly number[], second: readonly number[]): number {
  const firstMean = mean(first);
  const secondMean = mean(second);
  let product = 0;
  let firstSquare = 0;
  let secondSquare = 0;
  first.forEach((value, index) => {
    const a = value - firstMean;
    const b = second[index]! - secondMean;
    product += a * b;
    firstSquare += a * a;
    secondSquare += b * b;
  });
  return product / Math.sqrt(firstSquare * secondSquare);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value below which the given share (0 to 1) of the values lies, interpolated. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const lower = sorted[below] ?? Number.NaN;
  return lower + (place - below) * ((sorted[below + 1] ?? lower) - lower);
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const result = new Array<number>(values.length);
  for (let start = 0; start < order.length;) {
    let end = start;
    while (end + 1 < order.length && values[order[end + 1]!] === values[order[start]!]) end++;
    for (let place = start; place <= end; place++) result[order[place]!] = (start + end) / 2;
    start = end + 1;
  }
  return result;
}
