import type { Message, MessageArgument } from '../common/message';
import { PHRASES } from './phrases';
import { say } from './say';
import { inEnglish, SAID } from './wording';

/**
 * Something said, as it is kept on disk: with its English text, for a version that does not know it. A text alone has
 * no translation, or an earlier version kept it.
 */
export type KeptMessage = string | readonly [text: string, said: Message];

export function toKept(said: MessageArgument): KeptMessage {
  const text = inEnglish(said);
  return typeof said !== 'object' || said.id === 'verbatim' ? text : [text, said];
}

export function fromKept(kept: KeptMessage): Message {
  if (typeof kept === 'string') return say('verbatim', { text: kept });
  const [text, said] = kept;
  return isKnown(said) ? said : say('verbatim', { text });
}

function isKnown({ id, args }: Message): boolean {
  if (!Object.hasOwn(PHRASES, id) && !Object.hasOwn(SAID, id)) return false;
  return Object.values(args).every((value) => typeof value !== 'object' || isKnown(value));
}
