import { parentPort, workerData } from 'node:worker_threads';
import { createEmbeddedEmbedder, type EmbeddedEmbedder } from '../embedding/embeddedEmbedder';
import { createEmbeddedScorer } from '../scoring/embedded/embeddedScorer';
import type { Scorer } from '../scoring/scorer';
import { answerTasks } from './compute/answerTasks';
import type { ComputeWorkerData } from './compute/messages';

/** Entry of a worker thread: holds single-threaded model sessions, each loaded when it is first needed. */
const { modelDir } = workerData as ComputeWorkerData;
let scorer: Promise<Scorer> | undefined;
let embedder: Promise<EmbeddedEmbedder> | undefined;

function loadScorer(): Promise<Scorer> {
  scorer ??= createEmbeddedScorer({ modelDir, threads: 1 });
  return scorer;
}

function loadEmbedder(): Promise<EmbeddedEmbedder> {
  embedder ??= createEmbeddedEmbedder({ modelDir, threads: 1 });
  return embedder;
}

answerTasks(parentPort, {
  describeScorer: async () => {
    const { identity, batchSize } = await loadScorer();
    return { identity, batchSize };
  },
  describeEmbedder: async () => {
    const { identity, dimensions, batchSize, recommendedThreshold } = await loadEmbedder();
    return { identity, dimensions, batchSize, recommendedThreshold };
  },
  score: async (turns) => (await loadScorer()).score(turns),
  embed: async (texts) => (await loadEmbedder()).embed(texts),
});
