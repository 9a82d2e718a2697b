import type { Turn } from '../../dataset/conversation';
import type { TurnScore } from '../scorer';
import type { Failure } from '../../serverClient/batchReader';

/** Both scores of turns from a server, one chunk at a time. */
export interface TurnAsker {
  /** Turns that one request holds. */
  readonly chunkSize: number;
  /** @param turns at most `chunkSize` */
  ask(turns: readonly Turn[], signal: AbortSignal | undefined): Promise<TurnScore[]>;
}

/** What a server failed at may succeed another time; what does not fit never will. */
export function unscoredBy(name: string, { failure }: Failure): TurnScore {
  const unscoredReason = `${name}: ${failure.message}`;
  return failure.kind === 'context' ? { unscoredReason } : { unscoredReason, temporary: true };
}
