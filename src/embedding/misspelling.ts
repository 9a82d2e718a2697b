/** A shorter word has too many neighbours that are words themselves. */
const SHORTEST = 4;

/** Whether a word looks like another one with a letter too many, missing or wrong, two exchanged, or a blank missing. */
function isMisspelt(word: string, right: string): boolean {
  if (word.startsWith(right)) return true;
  if (Math.abs(word.length - right.length) > 1) return false;
  const head = commonStart(word, right, word.length);
  const tail = commonStart(reversed(word), reversed(right), Math.min(word.length, right.length) - head);
  const [left, leftRight] = [word.slice(head, word.length - tail), right.slice(head, right.length - tail)];
  return Math.max(left.length, leftRight.length) <= 1 || (left.length === 2 && reversed(left) === leftRight);
}

function commonStart(a: string, b: string, most: number): number {
  let length = 0;
  while (length < most && length < b.length && a[length] === b[length]) length++;
  return length;
}

function reversed(word: string): string {
  return Array.from(word).reverse().join('');
}

/**
 * For words that occur once and look like a misspelling of one that occurs more often, that one.
 * @param counts how often each word occurs
 */
export function corrections(counts: ReadonlyMap<string, number>): ReadonlyMap<string, string> {
  const often = [...counts].filter(([word, count]) => count > 1 && word.length >= SHORTEST).map(([word]) => word);
  const corrected = new Map<string, string>();
  for (const [word, count] of counts) {
    const right = count === 1 ? often.find((other) => isMisspelt(word, other)) : undefined;
    if (right !== undefined) corrected.set(word, right);
  }
  return corrected;
}
