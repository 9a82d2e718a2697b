import { linkedAbort } from '../../common/linkedAbort';
import type { Turn } from '../../dataset/conversation';
import { inChunks } from '../../inference/batching';

/** What a server is asked about turns, one chunk at a time. */
export interface ChunkAsker<Answer> {
  /** Turns that one request holds. */
  readonly chunkSize: number;
  /** @param turns at most `chunkSize` */
  ask(turns: readonly Turn[], signal: AbortSignal | undefined): Promise<Answer[]>;
}

/** Asks about any number of turns. The server is first asked when the first turn has to be. */
export class LazyAsker<Answer> {
  private asker: Promise<ChunkAsker<Answer>> | undefined;

  constructor(private readonly open: (signal: AbortSignal | undefined) => Promise<ChunkAsker<Answer>>) {}

  /**
   * In the order of the turns.
   * @param onAnswer told of each as soon as it is there
   * @throws DeitaError `cancelled`, and what concerns the server and not one turn
   */
  async ask(
    turns: readonly Turn[],
    signal: AbortSignal | undefined,
    onAnswer: ((index: number, answer: Answer) => void) | undefined,
  ): Promise<Answer[]> {
    const answers = new Array<Answer>(turns.length);
    const running = linkedAbort(signal);
    const askChunk = async (asker: ChunkAsker<Answer>, chunk: readonly number[]): Promise<void> => {
      const found = await asker.ask(
        chunk.map((index) => turns[index] as Turn),
        running.signal,
      );
      chunk.forEach((index, at) => {
        answers[index] = found[at] as Answer;
        onAnswer?.(index, found[at] as Answer);
      });
    };
    try {
      const asker = await this.opened(running.signal);
      await Promise.all(chunksByLength(turns, asker.chunkSize).map((chunk) => askChunk(asker, chunk)));
    } finally {
      running.abort(); // What is still under way after a failure would be asked for nothing.
      running.unlink();
    }
    return answers;
  }

  /** A failed start is tried again by the next call. */
  private opened(signal: AbortSignal | undefined): Promise<ChunkAsker<Answer>> {
    this.asker ??= this.open(signal).catch((error: unknown) => {
      this.asker = undefined;
      throw error;
    });
    return this.asker;
  }
}

/** Requests hold texts of like length: a server that pads, pads little. */
function chunksByLength(turns: readonly Turn[], size: number): number[][] {
  const lengths = turns.map(({ instruction, response }) => instruction.length + response.length);
  const order = turns.map((_, index) => index).sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0));
  return inChunks(order, size);
}
