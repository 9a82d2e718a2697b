import type { ModelEmbedderChoice } from '../../choices/embedders';
import type { ModelScorerChoice } from '../../choices/scorers';
import { createBuiltInEmbedder } from '../../embedding/builtInEmbedder';
import type { Embedder } from '../../embedding/embedder';
import { createOnnxEmbedder } from '../../embedding/onnx/onnxEmbedder';
import { createBuiltInScorer } from '../../scoring/builtIn/builtInScorer';
import { OnnxLanguageModel } from '../../scoring/onnx/onnxLanguageModel';
import { createOnnxScorer } from '../../scoring/onnx/onnxScorer';
import { createTurnFeatures, type TurnFeatures } from '../../scoring/builtIn/turnFeatures';
import type { Scorer } from '../../scoring/scorer';
import type { ComputeWorkerData } from './messages';
import type { Message } from '../../common/message';

/** A model in a worker thread, with what the person should know of how it runs, if there is anything. */
type WorkerModel<Model> = Model & { readonly remarks?: readonly Message[] };

/** The families whose models run in worker threads, and how each is loaded there. */
type Loaders<Choice extends { readonly kind: string }, Model> = {
  readonly [Kind in Choice['kind']]?: (
    choice: Extract<Choice, { readonly kind: Kind }>,
    data: ComputeWorkerData,
  ) => Promise<WorkerModel<Model>>;
};

const SCORER_LOADERS: Loaders<ModelScorerChoice, Scorer> = {
  'built-in': (_choice, { modelDir }) => createBuiltInScorer({ modelDir }),
  onnx: ({ complexityModel, qualityModel }, { threads, provider }) =>
    createOnnxScorer({ complexityModel, qualityModel, threads, provider }),
};

const EMBEDDER_LOADERS: Loaders<ModelEmbedderChoice, Embedder> = {
  'built-in': (_choice, { modelDir, threads }) => createBuiltInEmbedder({ modelDir, threads }),
  onnx: ({ model }, { threads, provider }) => createOnnxEmbedder({ model, threads, provider }),
};

/** The scorer that a worker was started for. */
export function loadScorer(data: ComputeWorkerData): Promise<WorkerModel<Scorer>> {
  return load(SCORER_LOADERS, data.scorer, data);
}

/** The embedder that a worker was started for. */
export function loadEmbedder(data: ComputeWorkerData): Promise<WorkerModel<Embedder>> {
  return load(EMBEDDER_LOADERS, data.embedder, data);
}

function load<Choice extends { readonly kind: string }, Model>(
  loaders: Loaders<Choice, Model>,
  choice: Choice | undefined,
  data: ComputeWorkerData,
): Promise<WorkerModel<Model>> {
  const loader = choice === undefined ? undefined : loaders[choice.kind as Choice['kind']];
  if (choice === undefined || loader === undefined) throw new Error('This worker holds another kind of model.');
  return loader(choice as never, data); // The loader of the choice's own family.
}

/** The language model that a worker was started for. */
export function loadLanguageModel({ languageModel, threads, provider }: ComputeWorkerData): Promise<OnnxLanguageModel> {
  if (languageModel === undefined) throw new Error('This worker holds another kind of model.');
  return OnnxLanguageModel.load({ model: languageModel.model, threads, provider });
}

/** What makes features of turns, from the built-in models. */
export function loadTurnFeatures({ modelDir }: ComputeWorkerData): Promise<TurnFeatures> {
  return createTurnFeatures(modelDir);
}
