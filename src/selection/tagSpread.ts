/** From here on, tags share what is covered. */
const NEAR = 0.9;

/**
 * The label graph: for each tag itself with the weight 1, and the others whose similarity is at least 0.9 with that.
 * Grows with the square of the number of tags.
 */
export function spreadOf(
  count: number,
  similarity: (tag: number, other: number) => number,
): readonly (readonly (readonly [tag: number, weight: number])[])[] {
  const spread: [number, number][][] = Array.from({ length: count }, (_, tag) => [[tag, 1]]);
  for (let tag = 0; tag < count; tag++) {
    for (let other = tag + 1; other < count; other++) {
      const weight = similarity(tag, other);
      if (weight < NEAR) continue;
      spread[tag]?.push([other, weight]);
      spread[other]?.push([tag, weight]);
    }
  }
  return spread;
}
