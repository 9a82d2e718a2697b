import type { OnnxEmbedderChoice } from '../../choices/embedders/onnx';
import type { OnnxScorerChoice } from '../../choices/scorers/onnx';
import type { OnnxLanguageModel } from '../../choices/signalModels';
import type { Embedder } from '../../embedding/embedder';
import { LANGUAGE_MODEL_BATCH } from '../../scoring/onnx/onnxLanguageModel';
import type { Scorer } from '../../scoring/scorer';
import type { TurnValuer } from '../../scoring/turnValues/turnValuer';
import { ComputePool } from '../compute/computePool';
import type { ComputeWorkerData } from '../compute/messages';
import { pooledEmbedder, pooledScorer } from '../compute/pooledModels';
import { folderStamp } from './folderStamp';
import type { EmbedderOpener, Opener, OpenerContext, ScorerOpener } from './opener';

/**
 * Scorers and embedders from folders on disk. Each has one worker thread, whose runs use all cores: large models are
 * held once. An idle worker ends and gives the memory back. A folder that has changed is loaded again.
 */
export const ONNX_SCORER: ScorerOpener<OnnxScorerChoice> = {
  keyOf: async ({ complexityModel, qualityModel }) =>
    `${await folderStamp(complexityModel)}\0${await folderStamp(qualityModel)}`,
  open: (scorer, context) => onWorker({ scorer }, context, (pool) => pooledScorer(pool, context.warn)),
};

export const ONNX_EMBEDDER: EmbedderOpener<OnnxEmbedderChoice> = {
  keyOf: ({ model }) => folderStamp(model),
  open: (embedder, context) =>
    onWorker({ embedder }, context, async (pool) => {
      const description = await pool.run('describeEmbedder', null);
      description.remarks.forEach(context.warn);
      return pooledEmbedder(pool, description);
    }),
};

/** A language model, loaded once for whatever it is asked. */
export interface LanguageModelWorker {
  readonly valuer: (question: 'given' | 'alone') => TurnValuer;
  dispose(): Promise<void>;
}

export const ONNX_LANGUAGE_MODEL: Opener<OnnxLanguageModel, LanguageModelWorker> = {
  keyOf: ({ model }) => folderStamp(model),
  open: (languageModel, context) =>
    onWorker({ languageModel }, context, async (pool): Promise<LanguageModelWorker> => {
      const { identity, remarks } = await pool.run('describeLanguageModel', null);
      remarks.forEach(context.warn);
      return {
        valuer: (question) => ({
          identity: { ...identity, version: `${identity.version} ${question}` },
          batchSize: LANGUAGE_MODEL_BATCH,
          value: (turns, signal) => pool.run('likelihood', { question, turns }, signal),
          dispose: () => Promise.resolve(),
        }),
        dispose: () => Promise.resolve(),
      };
    }),
};

/** A model with a worker of its own, which ends with it. */
async function onWorker<Model extends Scorer | Embedder | LanguageModelWorker>(
  held: Pick<ComputeWorkerData, 'scorer' | 'embedder' | 'languageModel'>,
  { modelDir, threads, provider }: OpenerContext,
  load: (pool: ComputePool) => Promise<Model>,
): Promise<Model> {
  const pool = new ComputePool(1, { modelDir, threads, provider, ...held });
  try {
    return { ...(await load(pool)), dispose: () => pool.dispose() };
  } catch (error) {
    await pool.dispose();
    throw error;
  }
}
