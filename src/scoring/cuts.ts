import type { Message } from '../common/message';
import { say } from '../messages/say';

/** Several cuts of a turn as one; undefined for none. */
export function joinedCuts(cuts: readonly (Message | undefined)[]): Message | undefined {
  return cuts.reduceRight<Message | undefined>((rest, first) => {
    if (first === undefined || rest === undefined) return first ?? rest;
    return say('cut.several', { first, rest });
  }, undefined);
}
