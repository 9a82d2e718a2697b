import type { ChatMessage } from './chatRow';

/** Thoughts stand before the answer, joined by a line break, where the template has no place of its own for them. */
export function withReasoning({ content, reasoning }: Pick<ChatMessage, 'content' | 'reasoning'>): string {
  return reasoning === undefined ? content : `${reasoning}\n${content}`;
}

/** As reasoning models' templates have it in the text of an answer. */
export function withTaggedReasoning({ content, reasoning }: Pick<ChatMessage, 'content' | 'reasoning'>): string {
  return reasoning === undefined ? content : `<think>\n${reasoning}\n</think>\n\n${content}`;
}
