import { createHash } from 'node:crypto';
import type { ModelIdentity } from '../../common/modelIdentity';
import type { Turn } from '../../dataset/conversation';
import type { Failure } from '../../serverClient/batchReader';
import { LazyAsker, type ChunkAsker } from '../served/lazyAsker';
import type { NoTurnValue, OnValue, TurnValue, TurnValuer } from './turnValuer';

/** Enough turns to keep many requests under way. */
const TURNS_PER_CALL = 256;

/** A question that a server is asked about turns. */
export type ValueAsker = ChunkAsker<TurnValue>;

/** Puts a question to a model behind a server. */
export class ServedValuer implements TurnValuer {
  readonly batchSize = TURNS_PER_CALL;
  private readonly asker: LazyAsker<TurnValue>;

  constructor(
    readonly identity: ModelIdentity,
    open: (signal: AbortSignal | undefined) => Promise<ValueAsker>,
  ) {
    this.asker = new LazyAsker(open);
  }

  value(turns: readonly Turn[], signal?: AbortSignal, onValue?: OnValue): Promise<TurnValue[]> {
    return this.asker.ask(turns, signal, onValue);
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }
}

/** What a server failed at may succeed another time; what does not fit never will. */
export function noValueBy({ failure: { kind, message } }: Failure): NoTurnValue {
  return kind === 'context' ? { reason: message } : { reason: message, temporary: true };
}

/** @param version of the question; what else decides the answer belongs into it */
export function servedIdentity(model: string, question: string, version: string): ModelIdentity {
  const hash = createHash('sha256').update(JSON.stringify(['served', model, question, version]));
  return { name: model, version, hash: hash.digest('hex') };
}
