import { parentPort, workerData } from 'node:worker_threads';
import type { TurnFeatures } from '../scoring/builtIn/turnFeatures';
import { fitHead } from '../training/ordinalHead';
import { answerTasks } from './compute/answerTasks';
import type { ComputeWorkerData } from './compute/messages';
import { loadEmbedder, loadLanguageModel, loadScorer, loadTurnFeatures } from './compute/workerModels';

/** Entry of a worker thread: holds model sessions, each loaded when it is first needed. */
const data = workerData as ComputeWorkerData;
let scorer: ReturnType<typeof loadScorer> | undefined;
let embedder: ReturnType<typeof loadEmbedder> | undefined;
let languageModel: ReturnType<typeof loadLanguageModel> | undefined;
let turnFeatures: Promise<TurnFeatures> | undefined;

answerTasks(parentPort, {
  describeScorer: async () => {
    const { identity, batchSize, explain, remarks = [] } = await (scorer ??= loadScorer(data));
    return { identity, batchSize, explains: explain !== undefined, remarks };
  },
  describeEmbedder: async () => {
    const model = await (embedder ??= loadEmbedder(data));
    const { identity, dimensions, batchSize, recommendedThreshold, remarks = [] } = model;
    const outlineSections = model.outlines?.sections;
    const outlined = outlineSections === undefined ? {} : { outlineSections };
    return { identity, dimensions, batchSize, recommendedThreshold, remarks, ...outlined };
  },
  score: async (turns, signal) => (await (scorer ??= loadScorer(data))).score(turns, signal),
  explain: async (turns) => (await (scorer ??= loadScorer(data))).explain?.(turns) ?? turns.map(() => null),
  outline: async (texts, signal) => {
    const { outlines } = await (embedder ??= loadEmbedder(data));
    if (outlines === undefined) throw new Error('This embedder has no outlines.');
    return outlines.outline(texts, signal);
  },
  embed: async (texts, signal) => (await (embedder ??= loadEmbedder(data))).embed(texts, signal),
  turnFeatures: async (turns) => (await (turnFeatures ??= loadTurnFeatures(data)))(turns),
  describeLanguageModel: async () => {
    const { identity, remarks } = await (languageModel ??= loadLanguageModel(data));
    return { identity, remarks };
  },
  likelihood: async ({ question, turns }, signal) =>
    (await (languageModel ??= loadLanguageModel(data))).value(question, turns, signal),
  fitHead: (task) => Promise.resolve(fitHead(task)),
});
