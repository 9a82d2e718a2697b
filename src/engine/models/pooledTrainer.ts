import type { Turn } from '../../dataset/conversation';
import { inChunks } from '../../inference/batching';
import { cutTurn } from '../../scoring/builtIn/textLimit';
import { describeBuiltInScorer } from '../../scoring/builtIn/modelFiles';
import { ROW_FEATURES } from '../../scoring/builtIn/turnRow';
import type { ComputePool } from '../compute/computePool';
import type { HeadTrainer } from './engineModels';

const TURNS_PER_TASK = 64;

/** Features and fitting on the threads that hold the built-in models. */
export function pooledTrainer({
  pool,
  modelDir,
}: {
  readonly pool: ComputePool;
  readonly modelDir: string;
}): HeadTrainer {
  return {
    featuresHash: async () => (await describeBuiltInScorer(modelDir)).hash,
    features: (turns, signal) => pooledFeatures(pool, turns, signal),
    fit: (task, signal) => pool.run('fitHead', task, signal),
  };
}

/** What a thread is sent is copied twice on its way; features are made of turns that are cut in the same way. */
async function pooledFeatures(
  pool: ComputePool,
  turns: readonly Turn[],
  signal: AbortSignal | undefined,
): Promise<Float64Array> {
  const chunks = inChunks(turns.map(cutTurn), TURNS_PER_TASK);
  const parts = await Promise.all(chunks.map((chunk) => pool.run('turnFeatures', chunk, signal)));
  const rows = new Float64Array(turns.length * ROW_FEATURES.length);
  let filled = 0;
  for (const part of parts) {
    rows.set(part, filled);
    filled += part.length;
  }
  return rows;
}
