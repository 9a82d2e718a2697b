import type { ModelIdentity } from '../../common/modelIdentity';
import type { Embedder } from '../../embedding/embedder';
import type { ModelEmbedderChoice } from '../../choices/embedders';
import type { ModelScorerChoice } from '../../choices/scorers';
import type { SignalModelUse } from '../../choices/signalModels';
import type { ModelLabel } from '../../protocol/dataset';
import type { Turn } from '../../dataset/conversation';
import type { Scorer } from '../../scoring/scorer';
import type { TurnValuer } from '../../scoring/turnValues/turnValuer';
import type { FitTask, FittedHead } from '../../training/ordinalHead';
import type { SimilarityKernel } from '../../selection/similarityKernel';

/** The models that need loading. Tests put their own in place. */
export interface EngineModels {
  /** The same choice gets the same scorer, which lives until the engine ends. */
  scorer(choice: ModelScorerChoice): Promise<Scorer>;
  embedder(choice: ModelEmbedderChoice): Promise<Embedder>;
  /** A model that is put a question about turns, likewise. */
  valuer(use: SignalModelUse): Promise<TurnValuer>;
  /** What scorers are trained with. */
  trainer(): HeadTrainer;
  /** Bulk inner products for one job at a time: a result is valid until the next call. The caller disposes of it. */
  kernel(): Promise<JobKernel>;
  dispose(): Promise<void>;
}

/** Features of turns and the fitting of heads, on all threads. */
export interface HeadTrainer {
  /** Changes whenever a feature does. */
  featuresHash(): Promise<string>;
  /** Row-major turns × ROW_FEATURES. */
  features(turns: readonly Turn[], signal?: AbortSignal): Promise<Float64Array>;
  fit(task: FitTask, signal?: AbortSignal): Promise<FittedHead>;
}

export interface JobKernel extends SimilarityKernel {
  dispose(): Promise<void>;
}

export function labelOf({ name, version, hash, heuristic }: ModelIdentity): ModelLabel {
  return { name, version, hash, heuristic: heuristic ?? false };
}

export async function withKernel<T>(models: EngineModels, work: (kernel: SimilarityKernel) => Promise<T>): Promise<T> {
  const kernel = await models.kernel();
  try {
    return await work(kernel);
  } finally {
    await kernel.dispose();
  }
}
