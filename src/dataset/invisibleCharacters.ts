import type { Message, MessageArgument } from '../common/message';

/** Characters that show nothing: format and control characters, spaces other than the usual one, fillers. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0\u115f\u1160\u1680\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0]/gu;

/** Writes each invisible character as ⟨U+XXXX⟩, so that a message can be understood. */
function nameInvisible(text: string): string {
  return text.replace(INVISIBLE, (character) => `⟨${codePointName(character)}⟩`);
}

/** What is said, with the invisible characters in its gaps written out. */
export function namingInvisible(said: Message): Message {
  const args = Object.entries(said.args).map(([gap, value]) => [gap, namedIn(value)] as const);
  return { ...said, args: Object.fromEntries(args) };
}

function namedIn(value: MessageArgument): MessageArgument {
  if (typeof value === 'string') return nameInvisible(value);
  return typeof value === 'number' ? value : namingInvisible(value);
}

/** Whether a character shows nothing; the usual space does not count. */
export function isInvisible(character: string): boolean {
  return character.search(INVISIBLE) === 0;
}

/** Such as U+FEFF. */
export function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The name of the character that a text begins with, past its white space; "" where it can be seen. */
export function firstInvisible(text: string): string {
  const [first = ''] = text.replace(/^[ \t\r\n]+/, '');
  return isInvisible(first) ? codePointName(first) : '';
}
