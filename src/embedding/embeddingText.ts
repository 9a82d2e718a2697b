import type { Conversation } from '../dataset/conversation';
import { normaliseText, PART_SEPARATOR } from './normalForm';

/**
 * The text of a conversation that is embedded: system message, then instruction and response of every turn, in order.
 * Roles are not written out: they are the same in every row and would only make unrelated rows look alike.
 */
export function embeddingText(conversation: Conversation): string {
  const messages = conversation.turns.flatMap((turn) => [turn.instruction, turn.response]);
  return [conversation.system ?? '', ...messages].join(PART_SEPARATOR);
}

/** A conversation in the form that every embedder gets and caches are keyed by; "" where it has no content. */
export function textToEmbed(conversation: Conversation): string {
  return normaliseText(embeddingText(conversation));
}

/** A text as models read it that know nothing of the separator: its parts on lines of their own. */
export function readableText(text: string): string {
  return text.replaceAll(PART_SEPARATOR, '\n');
}
