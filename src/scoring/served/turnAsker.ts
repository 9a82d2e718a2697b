import { say, sentenceOf } from '../../messages/say';
import type { TurnScore } from '../scorer';
import type { Failure } from '../../serverClient/batchReader';
import type { ChunkAsker } from './lazyAsker';

/** Both scores of turns from a server. */
export type TurnAsker = ChunkAsker<TurnScore>;

/** What a server failed at may succeed another time; what does not fit never will. */
export function unscoredBy(model: 'complexity' | 'quality' | 'direct', { failure }: Failure): TurnScore {
  const unscoredReason = say(`about.${model}`, { what: sentenceOf(failure) });
  return failure.kind === 'context' ? { unscoredReason } : { unscoredReason, temporary: true };
}
