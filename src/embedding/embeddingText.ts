import type { Conversation } from '../dataset/conversation';

/**
 * Stands between the parts of a conversation in the text that is embedded (U+001E, the record separator). The embedded
 * embedder weighs parts on their own; any other reader takes it for a blank.
 */
export const PART_SEPARATOR = '\u001e';

/**
 * The text of a conversation that is embedded: system message, then instruction and response of every turn, in order.
 * Roles are not written out: they are the same in every row and would only make unrelated rows look alike.
 */
export function embeddingText(conversation: Conversation): string {
  const messages = conversation.turns.flatMap((turn) => [turn.instruction, turn.response]);
  return [conversation.system ?? '', ...messages].join(PART_SEPARATOR);
}

/**
 * The form in which the embedded embedder sees a text: Unicode NFKC, every run of white space one space, none at the
 * ends of a part, and no empty parts. Texts with the same normal form get the identical vector, so a cache keyed by its
 * hash finds exact duplicates before anything is embedded.
 */
export function normaliseText(text: string): string {
  return text.normalize('NFKC').split(PART_SEPARATOR).map(collapseWhiteSpace).filter(Boolean).join(PART_SEPARATOR);
}

/** A conversation in the form that every embedder gets and caches are keyed by; "" where it has no content. */
export function textToEmbed(conversation: Conversation): string {
  return normaliseText(embeddingText(conversation));
}

/** A text as models read it that know nothing of the separator: its parts on lines of their own. */
export function readableText(text: string): string {
  return text.replaceAll(PART_SEPARATOR, '\n');
}

/** The parts of a text in normal form; none where it is empty. */
export function partsOf(normalised: string): string[] {
  return normalised === '' ? [] : normalised.split(PART_SEPARATOR);
}

/**
 * The share of a part in the vector of its text grows with the logarithm of its length, so that a long passage that two
 * rows quote does not drown the different tasks that they set for it.
 * @param length in UTF-16 code units
 */
export function partWeight(length: number): number {
  return Math.sqrt(Math.log2(1 + length / SHORT_PART));
}

const SHORT_PART = 16;

function collapseWhiteSpace(part: string): string {
  return part.replace(/\s+/gu, ' ').trim();
}
