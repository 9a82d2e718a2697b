import { textHead } from '../../common/textHead';
import type { Turn } from '../../dataset/conversation';

export interface ShortenedTurn {
  readonly turn: Turn;
  /** What was cut, in words. */
  readonly cut: string;
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
  const cuts = [describe('instruction', instruction, kept), describe('response', response, keptResponse)];
  return { turn: { instruction: kept, response: keptResponse }, cut: cuts.filter((text) => text !== '').join(' and ') };
}

function describe(name: string, text: string, kept: string): string {
  if (kept.length === text.length) return '';
  const count = (value: number): string => value.toLocaleString('en-US');
  return `the last ${count(text.length - kept.length)} of ${count(text.length)} characters of the ${name}`;
}
