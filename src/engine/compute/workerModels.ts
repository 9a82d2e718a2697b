import { createBuiltInEmbedder } from '../../embedding/builtInEmbedder';
import type { Embedder } from '../../embedding/embedder';
import { createOnnxEmbedder } from '../../embedding/onnx/onnxEmbedder';
import { createBuiltInScorer } from '../../scoring/builtIn/builtInScorer';
import { createOnnxScorer } from '../../scoring/onnx/onnxScorer';
import type { Scorer } from '../../scoring/scorer';
import type { ComputeWorkerData } from './messages';

/** A model in a worker thread, and what the person should know of how it runs. */
export interface WorkerModel<Model> {
  readonly model: Model;
  readonly remarks: readonly string[];
}

/** The scorer that a worker was started for. */
export async function loadScorer(data: ComputeWorkerData): Promise<WorkerModel<Scorer>> {
  if ('modelDir' in data) return { model: await createBuiltInScorer(data), remarks: [] };
  if ('model' in data.folders) throw new Error('This worker holds an embedder.');
  const model = await createOnnxScorer({ ...data.folders, threads: data.threads, provider: data.provider });
  return { model, remarks: model.remarks };
}

/** The embedder that a worker was started for. */
export async function loadEmbedder(data: ComputeWorkerData): Promise<WorkerModel<Embedder>> {
  if ('modelDir' in data) return { model: await createBuiltInEmbedder({ ...data, threads: 1 }), remarks: [] };
  if (!('model' in data.folders)) throw new Error('This worker holds a scorer.');
  const model = await createOnnxEmbedder({ ...data.folders, threads: data.threads, provider: data.provider });
  return { model, remarks: model.remarks };
}
