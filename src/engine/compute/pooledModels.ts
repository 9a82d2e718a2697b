import type { Embedder } from '../../embedding/embedder';
import { inChunks } from '../../inference/batching';
import type { Scorer } from '../../scoring/scorer';
import type { ComputePool } from './computePool';
import type { EmbedderDescription } from './messages';
import type { Message } from '../../common/message';

/**
 * The scorer of a pool's workers, run by all of them: a job sees one `Scorer` and knows of no threads.
 * @param onRemark gets what the person should know of how it runs
 */
export async function pooledScorer(pool: ComputePool, onRemark?: (remark: Message) => void): Promise<Scorer> {
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
  const { identity, batchSize, dimensions, recommendedThreshold, outlineSections } = description;
  const embedder: Embedder = {
    identity,
    dimensions,
    recommendedThreshold,
    batchSize: batchSize * pool.size,
    embed: (texts, signal) => runOnAll(pool, 'embed', texts, { batchSize, dimensions, signal }),
    dispose: () => Promise.resolve(),
  };
  if (outlineSections === undefined) return embedder;
  const outlined = { batchSize, dimensions: outlineSections.reduce((sum, columns) => sum + columns, 0) };
  return {
    ...embedder,
    outlines: {
      sections: outlineSections,
      outline: (texts, signal) => runOnAll(pool, 'outline', texts, { ...outlined, signal }),
    },
  };
}

/** So many that workers end at about the same time: the longest texts are all in the first tasks. */
const TASKS_PER_WORKER = 4;

interface SharedWork {
  /** Texts that one worker takes at most. */
  readonly batchSize: number;
  /** Of the vector that comes of a text. */
  readonly dimensions: number;
  readonly signal: AbortSignal | undefined;
}

/** Deals texts out so that all workers are at it, also where they are few. @returns row-major texts × dimensions */
async function runOnAll(
  pool: ComputePool,
  task: 'embed' | 'outline',
  texts: readonly string[],
  { batchSize, dimensions, signal }: SharedWork,
): Promise<Float32Array> {
  // Texts of like length share a batch, so that little of it is padding.
  const byLength = texts.map((_, index) => index).sort((a, b) => lengthAt(texts, b) - lengthAt(texts, a));
  const tasks = pool.size === 1 ? 1 : TASKS_PER_WORKER * pool.size; // A single worker gets batches as large as may be.
  const share = Math.max(1, Math.min(batchSize, Math.ceil(texts.length / tasks)));
  const result = new Float32Array(texts.length * dimensions);
  const runSlice = async (slice: readonly number[]): Promise<void> => {
    const vectors = await pool.run(
      task,
      slice.map((index) => texts[index] ?? ''),
      signal,
    );
    slice.forEach((index, at) =>
      result.set(vectors.subarray(at * dimensions, (at + 1) * dimensions), index * dimensions),
    );
  };
  await Promise.all(inChunks(byLength, share).map(runSlice));
  return result;
}

function lengthAt(texts: readonly string[], index: number): number {
  return texts[index]?.length ?? 0;
}
