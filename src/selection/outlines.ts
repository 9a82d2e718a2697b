import type { EmbeddingProvider, OutlineProvider } from './types';

/** How far rounding may take the similarity of two embeddings above that of their outlines, both of float32 values. */
export const OUTLINE_ERROR = 2 ** -20;

/** Below this threshold outlines leave most pairs possible. */
const LEAST_THRESHOLD = 0.5;

/** Those of a provider, where they spare embedding. */
export function outlinesFor({ outlines }: EmbeddingProvider, threshold: number): OutlineProvider | undefined {
  return threshold >= LEAST_THRESHOLD ? outlines : undefined;
}
