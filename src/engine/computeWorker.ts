import { parentPort, workerData } from 'node:worker_threads';
import type { Embedder } from '../embedding/embedder';
import type { Scorer } from '../scoring/scorer';
import { answerTasks } from './compute/answerTasks';
import type { ComputeWorkerData } from './compute/messages';
import { loadEmbedder, loadScorer, type WorkerModel } from './compute/workerModels';

/** Entry of a worker thread: holds model sessions, each loaded when it is first needed. */
const data = workerData as ComputeWorkerData;
let scorer: Promise<WorkerModel<Scorer>> | undefined;
let embedder: Promise<WorkerModel<Embedder>> | undefined;

answerTasks(parentPort, {
  describeScorer: async () => {
    const { model, remarks } = await (scorer ??= loadScorer(data));
    return { identity: model.identity, batchSize: model.batchSize, explains: model.explain !== undefined, remarks };
  },
  describeEmbedder: async () => {
    const { model, remarks } = await (embedder ??= loadEmbedder(data));
    const { identity, dimensions, batchSize, recommendedThreshold } = model;
    const outlineSections = model.outlines?.sections;
    const outlined = outlineSections === undefined ? {} : { outlineSections };
    return { identity, dimensions, batchSize, recommendedThreshold, remarks, ...outlined };
  },
  score: async (turns, signal) => (await (scorer ??= loadScorer(data))).model.score(turns, signal),
  explain: async (turns) => (await (scorer ??= loadScorer(data))).model.explain?.(turns) ?? turns.map(() => null),
  outline: async (texts, signal) => {
    const { model } = await (embedder ??= loadEmbedder(data));
    if (model.outlines === undefined) throw new Error('This embedder has no outlines.');
    return model.outlines.outline(texts, signal);
  },
  embed: async (texts, signal) => (await (embedder ??= loadEmbedder(data))).model.embed(texts, signal),
});
