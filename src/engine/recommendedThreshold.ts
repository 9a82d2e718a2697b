import { DeitaError } from '../common/errors';
import type { EmbeddingSource } from './sources/embeddingSource';

/**
 * The threshold of a run.
 * @throws DeitaError `usage` when none is given and the embedder has no recommendation
 */
export function thresholdFor(asked: number | null, source: EmbeddingSource | undefined): number {
  const threshold = asked ?? source?.recommendedThreshold ?? null;
  if (threshold !== null) return threshold;
  const embedder = source === undefined ? '' : ` for the embedder ${source.label.name}`;
  throw new DeitaError(
    'usage',
    `No threshold is known${embedder}.`,
    'Set a threshold; calibrating shows pairs of rows to choose it by.',
  );
}
