import { diffWords } from 'diff';

/** A stretch of text: as it was before, added, or taken out. */
export interface TextPiece {
  readonly text: string;
  readonly kind: 'same' | 'added' | 'removed';
}

/** Texts with next to nothing in common take long to compare, and nobody reads such a comparison. */
const LONGEST_MS = 250;

/** Finds words in every script, in those that put no space between them, too; ten times as slow as looking for spaces. */
const WORDS = new Intl.Segmenter(undefined, { granularity: 'word' });

/** A letter of another script than the Latin one, the only one whose words `diff` knows by itself. */
const OTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/u;

/** Of a text of which less than this share is left, another one has been made: what is new is everything. */
const LEAST_LEFT = 0.25;

/**
 * What distinguishes two texts, word by word; white space alone is no difference. The pieces that are the same or added
 * are the text after, white space included.
 * @param longestMs what comparing them may take
 * @returns null where it is another text, or one too different to compare in time
 */
export function wordChanges(before: string, after: string, longestMs = LONGEST_MS): TextPiece[] | null {
  if (before === after) return [{ text: after, kind: 'same' }];
  const needsSegmenter = OTHER_SCRIPT.test(before) || OTHER_SCRIPT.test(after);
  const segmenter = needsSegmenter ? { intlSegmenter: WORDS } : {};
  const changes = diffWords(before, after, { ...segmenter, timeout: longestMs });
  const left = changes?.reduce((sum, { value, added, removed }) => sum + (added || removed ? 0 : value.length), 0) ?? 0;
  if (changes === undefined || left < LEAST_LEFT * before.length) return null;
  return changes.map(({ value, added, removed }) => ({
    text: value,
    kind: added ? 'added' : removed ? 'removed' : 'same',
  }));
}
