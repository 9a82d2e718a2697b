import type { ModelIdentity } from '../common/modelIdentity';

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
   * @throws DeitaError `cancelled` when the signal fires
   */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array>;
  dispose(): Promise<void>;
}
