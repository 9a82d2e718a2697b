import type { ModelIdentity } from '../common/modelIdentity';

/** @param index into the texts of the call */
export type OnEmbedding = (index: number, embedding: Float32Array) => void;

/**
 * Vectors that cost a fraction of the embeddings and bound their similarities from above: the cosine similarity of two
 * outlines is at least that of the embeddings, but for rounding (`OUTLINE_ERROR`).
 */
export interface Outlines {
  /** Columns that belong together, in order: the most that rows can have in common follows from the lengths there. */
  readonly sections: readonly number[];
  /**
   * @returns row-major count × the sum of `sections`; length 1, or zeros for a text without content; does not depend on
   * how texts are batched
   * @throws DeitaError `cancelled` when the signal fires
   */
  outline(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array>;
}

export interface Embedder {
  readonly identity: ModelIdentity;
  readonly dimensions: number;
  /** Texts that one call should hold for good throughput. */
  readonly batchSize: number;
  /** The threshold τ that suits this embedder's similarities; null = not known. */
  readonly recommendedThreshold: number | null;
  /**
   * Embeds texts.
   * @returns row-major count × dimensions float32, each row of length 1, or all zeros for a text without content;
   * does not depend on how texts are batched
   * @param onEmbedding may be told of each embedding as soon as it is there, so that it can be kept while others run
   * @throws DeitaError `cancelled` when the signal fires
   */
  embed(texts: readonly string[], signal?: AbortSignal, onEmbedding?: OnEmbedding): Promise<Float32Array>;
  /** Absent where an outline would cost what the embedding does. */
  readonly outlines?: Outlines;
  /** Of a model that is not here: asks whether it still answers. @throws DeitaError when it does not */
  assertAnswers?(signal?: AbortSignal): Promise<void>;
  dispose(): Promise<void>;
}
