import type { EmbedderChoice } from '../choices/embedders';
import { loggedError } from '../protocol/loggedError';
import { neededBy } from '../protocol/selection';
import { fillSimilarities } from '../selection/fillSimilarities';
import type { EngineContext } from './engineContext';
import { withKernel } from './models/engineModels';
import type { OpenDataset } from './openDataset';
import { SelectionResult } from './results/selectionResult';
import { openEmbeddingSource } from './sources/embeddingSource';

/**
 * Computes in the background what a selection lacks: the nearest similarities of rows that are no near-duplicates. A job
 * interrupts it; what is embedded by then is in the cache.
 */
export class SimilarityFiller {
  /** Whether somebody looks at similarities: those of the next selection are wanted, too. */
  private wanted = false;
  private abort: AbortController | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly open: OpenDataset,
    private readonly context: EngineContext,
  ) {}

  /** Begins, now or after the job that is at the dataset, unless nothing is missing. */
  want(): void {
    this.wanted = true;
    this.resume();
  }

  resume(): void {
    const { selection } = this.open.results;
    if (!this.wanted || selection?.outcome.lacksSimilarities !== true) return;
    const { embedder } = neededBy(selection.summary.parameters);
    if (embedder === undefined) return;
    if (this.open.jobs.busy || this.abort !== undefined) return;
    const abort = new AbortController();
    this.abort = abort;
    this.running = this.fill(selection, embedder, abort.signal)
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        const message = 'The nearest similarities of selected rows could not be computed.';
        this.context.log({ level: 'warn', message, ...loggedError(error) });
      })
      .finally(() => {
        if (this.abort === abort) this.abort = undefined;
      });
  }

  /** Resolves when nothing is under way any more. */
  async pause(): Promise<void> {
    this.abort?.abort();
    this.abort = undefined;
    await this.running;
  }

  /** For good. */
  async stop(): Promise<void> {
    this.wanted = false;
    await this.pause();
  }

  private async fill(selection: SelectionResult, embedder: EmbedderChoice, signal: AbortSignal): Promise<void> {
    const { dataset, facts } = this.open;
    const { comparability } = facts;
    const { models, cache } = this.context;
    const source = await openEmbeddingSource(embedder, dataset, models, cache.embeddings);
    try {
      const outcome = await withKernel(models, (kernel) =>
        fillSimilarities(selection.outcome, source, {
          kernel,
          signal,
          ...(comparability === undefined ? {} : { comparability }),
        }),
      );
      await dataset.assertUnchanged();
      if (signal.aborted || this.open.results.selection !== selection) return;
      await this.open.setSelection(this.open.results.scores, new SelectionResult(outcome, selection.summary));
    } finally {
      await source.close();
    }
  }
}
