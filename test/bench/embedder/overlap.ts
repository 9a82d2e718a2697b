/**
 * The share of characters that two texts have in common: Dice's coefficient of their multisets of characters, without
 * white space, punctuation and case; in [0, 1].
 */
export function characterOverlap(a: string, b: string): number {
  const counts = countCharacters(a);
  const other = countCharacters(b);
  let common = 0;
  for (const [character, count] of counts) common += Math.min(count, other.get(character) ?? 0);
  const total = sum(counts) + sum(other);
  return total === 0 ? 1 : (2 * common) / total;
}

function countCharacters(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const character of text.toLowerCase().replace(/[\s\p{P}\p{C}]/gu, '')) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return counts;
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
