import { embedRows } from './embeddingStream';
import type { Pacer } from './pacer';
import { directionsFor, Projection } from './projection';
import type { SimilarityKernel } from './similarityKernel';
import type { EmbeddingProvider } from './types';

const SAMPLE_ROWS = 1024;

/** Learns a projection that suits a whole pool from some of its rows. */
export async function learnFromPool(
  rowIndexes: Uint32Array,
  provider: EmbeddingProvider,
  kernel: SimilarityKernel,
  pacer: Pacer,
  signal: AbortSignal | undefined,
): Promise<Projection> {
  const { dimensions } = provider;
  const sample = await embedRows(evenSample(rowIndexes, SAMPLE_ROWS), provider, signal);
  const units = { values: sample.units, count: sample.count };
  return Projection.learn(units, dimensions, directionsFor(dimensions), kernel, pacer);
}

/** Up to `count` of the rows, at even distances. */
function evenSample(rowIndexes: Uint32Array, count: number): Uint32Array {
  const size = Math.min(count, rowIndexes.length);
  return Uint32Array.from({ length: size }, (_, i) => rowIndexes[Math.floor((i * rowIndexes.length) / size)] as number);
}
