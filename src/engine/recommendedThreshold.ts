import type { EmbeddingSource } from './sources/embeddingSource';
import { fault } from '../messages/say';

/**
 * The threshold of a run.
 * @throws DeitaError `usage` when none is given and the embedder has no recommendation
 */
export function thresholdFor(asked: number | null, source: EmbeddingSource | undefined): number {
  const threshold = asked ?? source?.recommendedThreshold ?? null;
  if (threshold !== null) return threshold;
  if (source === undefined) throw fault('noThreshold');
  throw fault('noThresholdFor', { embedder: source.label.name });
}
