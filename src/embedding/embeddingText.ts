import type { Conversation } from '../dataset/conversation';

/**
 * The text of a conversation that is embedded: system message, then instruction and response of every turn, in order,
 * each on a line of its own. Roles are not written out: they are the same in every row and would only make unrelated
 * rows look alike.
 */
export function embeddingText(conversation: Conversation): string {
  const parts = conversation.turns.flatMap((turn) => [turn.instruction, turn.response]);
  return [conversation.system ?? '', ...parts].filter((part) => part !== '').join('\n');
}

/**
 * The form in which the embedded embedder sees a text: Unicode NFKC, every run of white space one space, none at the
 * ends. Texts with the same normal form get the identical vector, so a cache keyed by its hash finds exact duplicates
 * before anything is embedded.
 */
export function normaliseText(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, ' ').trim();
}
