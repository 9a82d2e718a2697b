import type { Message } from '../../common/message';
import { textHead } from '../../common/textHead';
import type { Turn } from '../../dataset/conversation';
import { say } from '../../messages/say';

export interface ShortenedTurn {
  readonly turn: Turn;
  /** What was cut: a part of a sentence. */
  readonly cut: Message | '';
}

/**
 * A turn of which about this share of its characters is left. Texts lose their ends: the response first, but never
 * so much that the instruction takes more than half; then the instruction.
 * @param share from 0 to 1
 * @param withResponse whether the response is asked about at all
 */
export function shortenTurn({ instruction, response }: Turn, share: number, withResponse: boolean): ShortenedTurn {
  const room = Math.floor((instruction.length + (withResponse ? response.length : 0)) * share);
  const forInstruction = withResponse ? Math.max(Math.floor(room / 2), room - response.length) : room;
  const kept = textHead(instruction, forInstruction);
  const keptResponse = withResponse ? textHead(response, room - kept.length) : response;
  const first = cutOf('instruction', instruction, kept);
  const second = cutOf('response', response, keptResponse);
  const cut = first !== '' && second !== '' ? say('cut.both', { first, second }) : first || second;
  return { turn: { instruction: kept, response: keptResponse }, cut };
}

function cutOf(part: 'instruction' | 'response', text: string, kept: string): ShortenedTurn['cut'] {
  const cut = text.length - kept.length;
  return cut === 0 ? '' : say(`cut.last.${part}`, { cut, all: text.length });
}
