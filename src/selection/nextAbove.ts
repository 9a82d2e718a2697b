/**
 * Index of the first value above `bound` from `start` on, `end` where there is none. Hardly any value is, and the
 * search is most of what selection does outside the kernel: it takes eight values at a time.
 */
export function nextAbove(values: Float32Array, start: number, end: number, bound: number): number {
  let j = start;
  while (
    j + 8 <= end &&
    !(
      (values[j] as number) > bound ||
      (values[j + 1] as number) > bound ||
      (values[j + 2] as number) > bound ||
      (values[j + 3] as number) > bound ||
      (values[j + 4] as number) > bound ||
      (values[j + 5] as number) > bound ||
      (values[j + 6] as number) > bound ||
      (values[j + 7] as number) > bound
    )
  ) {
    j += 8;
  }
  while (j < end && (values[j] as number) <= bound) j++;
  return j;
}
