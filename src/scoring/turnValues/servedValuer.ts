import { createHash } from 'node:crypto';
import { linkedAbort } from '../../common/linkedAbort';
import type { ModelIdentity } from '../../common/modelIdentity';
import type { Turn } from '../../dataset/conversation';
import { inChunks } from '../../inference/batching';
import type { OnValue, TurnValue, TurnValuer } from './turnValuer';

/** Enough turns to keep many requests under way. */
const TURNS_PER_CALL = 256;

/** A question that a server is asked about turns, one chunk at a time. */
export interface ValueAsker {
  readonly chunkSize: number;
  ask(turns: readonly Turn[], signal: AbortSignal | undefined): Promise<TurnValue[]>;
}

/** Puts a question to a model behind a server, which is first asked when the first turn has to be. */
export class ServedValuer implements TurnValuer {
  readonly batchSize = TURNS_PER_CALL;
  private asker: Promise<ValueAsker> | undefined;

  constructor(
    readonly identity: ModelIdentity,
    private readonly open: (signal: AbortSignal | undefined) => Promise<ValueAsker>,
  ) {}

  async value(turns: readonly Turn[], signal?: AbortSignal, onValue?: OnValue): Promise<TurnValue[]> {
    const values = new Array<TurnValue>(turns.length);
    const running = linkedAbort(signal);
    try {
      const asker = await this.opened(running.signal);
      const askChunk = async (chunk: readonly number[]): Promise<void> => {
        const answers = await asker.ask(
          chunk.map((index) => turns[index] as Turn),
          running.signal,
        );
        chunk.forEach((index, at) => {
          values[index] = answers[at] as TurnValue;
          onValue?.(index, answers[at] as TurnValue);
        });
      };
      await Promise.all(inChunks([...turns.keys()], asker.chunkSize).map(askChunk));
    } finally {
      running.abort(); // What is still under way after a failure would be asked for nothing.
      running.unlink();
    }
    return values;
  }

  dispose(): Promise<void> {
    return Promise.resolve();
  }

  /** A failed start is tried again by the next call. */
  private opened(signal: AbortSignal | undefined): Promise<ValueAsker> {
    this.asker ??= this.open(signal).catch((error: unknown) => {
      this.asker = undefined;
      throw error;
    });
    return this.asker;
  }
}

/** @param version of the question; what else decides the answer belongs into it */
export function servedIdentity(model: string, question: string, version: string): ModelIdentity {
  const hash = createHash('sha256').update(JSON.stringify(['served', model, question, version]));
  return { name: model, version, hash: hash.digest('hex') };
}
