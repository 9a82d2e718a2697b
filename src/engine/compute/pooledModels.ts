import type { Embedder } from '../../embedding/embedder';
import { inChunks } from '../../inference/batching';
import type { Scorer } from '../../scoring/scorer';
import type { ComputePool } from './computePool';
import type { EmbedderDescription } from './messages';

/**
 * The scorer of a pool's workers, run by all of them: a job sees one `Scorer` and knows of no threads.
 * @param onRemark gets what the person should know of how it runs
 */
export async function pooledScorer(pool: ComputePool, onRemark?: (remark: string) => void): Promise<Scorer> {
  const { identity, batchSize, explains, remarks } = await pool.run('describeScorer', null);
  for (const remark of remarks) onRemark?.(remark);
  return {
    identity,
    batchSize: batchSize * pool.size,
    score: async (turns, signal) => {
      const parts = inChunks(turns, batchSize).map((part) => pool.run('score', part, signal));
      return (await Promise.all(parts)).flat();
    },
    ...(explains ? { explain: (turns) => pool.run('explain', turns) } : {}),
    dispose: () => Promise.resolve(),
  };
}

/** The embedder of a pool's workers, run by all of them. */
export function pooledEmbedder(pool: ComputePool, description: Omit<EmbedderDescription, 'remarks'>): Embedder {
  const { identity, batchSize, dimensions, recommendedThreshold } = description;
  return {
    identity,
    dimensions,
    recommendedThreshold,
    batchSize: batchSize * pool.size,
    embed: async (texts, signal) => {
      // Texts of like length share a batch, so that little of it is padding.
      const byLength = texts.map((_, index) => index).sort((a, b) => lengthAt(texts, b) - lengthAt(texts, a));
      const result = new Float32Array(texts.length * dimensions);
      const embedSlice = async (slice: readonly number[]): Promise<void> => {
        const embeddings = await pool.run(
          'embed',
          slice.map((index) => texts[index] ?? ''),
          signal,
        );
        slice.forEach((index, at) =>
          result.set(embeddings.subarray(at * dimensions, (at + 1) * dimensions), index * dimensions),
        );
      };
      await Promise.all(inChunks(byLength, batchSize).map(embedSlice));
      return result;
    },
    dispose: () => Promise.resolve(),
  };
}

function lengthAt(texts: readonly string[], index: number): number {
  return texts[index]?.length ?? 0;
}
