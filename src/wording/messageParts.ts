import type { TurnMessage } from '../dataset/conversation';

const THOUGHT = /^\s*<(think|thinking)>([^]*?)<\/\1>\s*/;

/** A message, its reasoning apart where that stands in tags before the answer. */
export function messageParts({ role, text }: TurnMessage): readonly TurnMessage[] {
  const found = role === 'assistant' ? THOUGHT.exec(text) : null;
  if (found === null) return [{ role, text }];
  return [
    { role: 'reasoning', text: found[2]?.trim() ?? '' },
    { role, text: text.slice(found[0].length) },
  ];
}
