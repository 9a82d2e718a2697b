import { Emitter } from '../../common/emitter';
import type { ModelEmbedderChoice } from '../../choices/embedders';
import type { EmbedderSummary } from '../../protocol/dataset';
import type { EngineApi } from '../../protocol/requests';

/**
 * What the engine says about embedders. Loading one or asking its server takes time, and the page does not wait for it:
 * it shows what is known and is told when more is.
 */
export class EmbedderSummaries {
  private readonly summaries = new Map<string, EmbedderSummary | null>();
  private readonly events = new Emitter<{ learned: null }>();

  constructor(
    private readonly engine: Pick<EngineApi, 'request'>,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Calls the listener whenever something has become known. */
  onLearned(listener: () => void): () => void {
    return this.events.on('learned', listener);
  }

  /** What is known now; asks the engine when that is nothing. */
  known(embedder: ModelEmbedderChoice): EmbedderSummary | undefined {
    const key = JSON.stringify(embedder);
    const summary = this.summaries.get(key);
    if (summary === undefined) void this.ask(key, embedder);
    return summary ?? undefined;
  }

  /** Settings or keys have changed: what failed before may work now. */
  forget(): void {
    this.summaries.clear();
  }

  private async ask(key: string, embedder: ModelEmbedderChoice): Promise<void> {
    this.summaries.set(key, null);
    try {
      this.summaries.set(key, await this.engine.request('embedder/describe', { embedder }));
      this.events.emit('learned', null);
    } catch (error) {
      // The next run says the same to the person; asking again before something has changed would be in vain.
      this.onError(error);
    }
  }
}
