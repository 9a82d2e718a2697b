import type { Dataset } from '../dataset/dataset';
import type { EmbedderChoice } from '../choices/embedders';
import type { Comparability } from '../selection/comparability';
import { NeighbourIndex, type Neighbour } from '../selection/neighbourIndex';
import type { EngineContext } from './engineContext';
import type { JobContext } from './job';
import type { JobKernel } from './models/engineModels';
import { StageProgress } from './progress';
import { openEmbeddingSource, type EmbeddingSource } from './sources/embeddingSource';

interface BuiltIndex {
  readonly key: string;
  readonly index: NeighbourIndex;
  readonly source: EmbeddingSource;
  readonly kernel: JobKernel;
}

/** The nearest rows of one dataset; keeps the index that the first question built. */
export class NeighbourSearch {
  private built: BuiltIndex | null = null;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly dataset: Dataset,
    private readonly context: EngineContext,
  ) {}

  isReadyFor(choice: EmbedderChoice): boolean {
    return this.built?.key === keyOf(choice);
  }

  /**
   * Embeds or outlines the rows and indexes them, unless that was done before with the same embedder.
   * @param rowIndexes ascending
   * @throws DeitaError `embeddingsMismatch`, `fileChanged`, `cancelled`
   */
  async prepare(choice: EmbedderChoice, rowIndexes: Uint32Array, job: JobContext): Promise<void> {
    if (this.isReadyFor(choice)) return;
    await this.reset();
    this.built = await this.build(choice, rowIndexes, job);
  }

  /** The rows most similar to a row, itself left out, most similar first and incomparable rows last. */
  nearest(
    rowIndex: number,
    count: number,
    comparability: Comparability | undefined,
    { signal, onProgress }: JobContext,
  ): Promise<Neighbour[]> {
    let progress: StageProgress | undefined;
    const onCompared = (rows: number, atMost: number): void => {
      progress ??= new StageProgress(onProgress, { stage: 'embed', total: atMost });
      progress.update(rows, atMost);
    };
    // One question after the other: they share the kernel.
    const options = { signal, onCompared, comparability };
    const answer = this.last.then(() => this.built?.index.nearest(rowIndex, count, options) ?? []);
    this.last = answer.catch(() => undefined);
    return answer;
  }

  /** Gives up the index, because the rows or the embedder are others. */
  async reset(): Promise<void> {
    const { built } = this;
    this.built = null;
    await this.last;
    await built?.kernel.dispose();
    await built?.source.close();
  }

  private async build(
    choice: EmbedderChoice,
    rowIndexes: Uint32Array,
    { signal, onProgress }: JobContext,
  ): Promise<BuiltIndex> {
    const { models, cache } = this.context;
    const source = await openEmbeddingSource(choice, this.dataset, models, cache.embeddings);
    const progress = new StageProgress(onProgress, {
      stage: source.outlines === undefined ? 'embed' : 'read',
      total: rowIndexes.length,
    });
    const kernel = await models.kernel();
    try {
      const index = await NeighbourIndex.build(rowIndexes, source, {
        kernel,
        onProgress: ({ indexed }) => progress.update(indexed),
        ...(signal === undefined ? {} : { signal }),
      });
      await this.dataset.assertUnchanged();
      return { key: keyOf(choice), index, source, kernel };
    } catch (error) {
      await kernel.dispose();
      await source.close();
      throw error;
    }
  }
}

function keyOf(choice: EmbedderChoice): string {
  return JSON.stringify(choice);
}
