import type { EmbedderChoice } from '../choices/embedders';
import { loggedError } from '../protocol/loggedError';
import { neededBy } from '../protocol/selection';
import { fillSimilarities } from '../selection/fillSimilarities';
import type { EngineContext } from './engineContext';
import { withKernel } from './models/engineModels';
import { noteRemainingRows } from './noteAllRows';
import type { OpenDataset } from './openDataset';
import { comparabilityOf } from './rows/poolComparability';
import { SelectionResult } from './results/selectionResult';
import { openEmbeddingSource } from './sources/embeddingSource';

/**
 * Computes in the background what a selection lacks: the nearest similarities of rows that are no near-duplicates. A job
 * interrupts it, and so does a look at the file, which may find other rows in it; what is embedded by then is in the cache.
 */
export class SimilarityFiller {
  /** Whether somebody looks at similarities: those of the next selection are wanted, too. */
  private wanted = false;
  /** Jobs and looks at the file that keep it from running. */
  private holds = 0;
  /** Not tried again before a job or a look at the file, which may change what it failed for. */
  private failed: SelectionResult | undefined;
  private abort: AbortController | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly open: OpenDataset,
    private readonly context: EngineContext,
  ) {}

  /** Begins, now or once nobody holds it any more, unless nothing is missing. */
  want(): void {
    this.wanted = true;
    this.begin();
  }

  /** Interrupts it, until `release`. Resolves when nothing is under way any more. */
  async hold(): Promise<void> {
    this.holds++;
    this.abort?.abort();
    await this.running;
  }

  /** Gives up one hold; with the last one it goes on. */
  release(): void {
    this.holds--;
    this.failed = undefined;
    this.begin();
  }

  private begin(): void {
    const { selection } = this.open.results;
    if (!this.wanted || selection?.outcome.lacksSimilarities !== true) return;
    const { embedder } = neededBy(selection.summary.parameters);
    if (embedder === undefined || selection === this.failed) return;
    if (this.holds > 0 || this.abort !== undefined) return;
    const abort = new AbortController();
    this.abort = abort;
    this.running = this.fill(selection, embedder, abort.signal)
      .catch((error: unknown) => {
        if (abort.signal.aborted) return;
        this.failed = selection;
        const message = 'The nearest similarities of selected rows could not be computed.';
        this.context.log({ level: 'warn', message, ...loggedError(error) });
      })
      .finally(() => (this.abort = undefined));
  }

  private async fill(selection: SelectionResult, embedder: EmbedderChoice, signal: AbortSignal): Promise<void> {
    const { dataset, facts } = this.open;
    const { models, cache } = this.context;
    // In an engine that found the selection in the cache, what is not compared may not be known of all rows yet.
    await this.open.untilIndexed({ signal, onProgress: undefined });
    await noteRemainingRows(dataset, facts, signal);
    await this.open.decisions.inForce?.load(signal);
    const comparability = comparabilityOf(this.open);
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
