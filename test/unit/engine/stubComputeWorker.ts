import { setTimeout as sleep } from 'node:timers/promises';
import { BroadcastChannel, parentPort } from 'node:worker_threads';
import { DeitaError } from '../../../src/common/errors';
import { answerTasks } from '../../../src/engine/compute/answerTasks';
import { BATCHES_BEGUN } from './stubComputeChannel';
import { STUB_DIMENSIONS, stubEmbedding, stubReasons, stubScore } from './stubModels';
import { say } from '../../../src/messages/say';

/** Tells the test of every batch that a thread is at. */
const begun = new BroadcastChannel(BATCHES_BEGUN);
begun.unref();

/** A compute worker without models; the texts say how it misbehaves. */
answerTasks(parentPort, {
  describeScorer: () =>
    Promise.resolve({
      identity: { name: 'Stub scorer', version: '1', hash: 'stub scorer' },
      batchSize: 4,
      explains: true,
      remarks: [say('verbatim', { text: 'a remark' })],
    }),
  describeEmbedder: () =>
    Promise.resolve({
      identity: { name: 'Stub embedder', version: '1', hash: 'stub embedder' },
      dimensions: STUB_DIMENSIONS,
      batchSize: 4,
      recommendedThreshold: 0.9,
      outlineSections: [STUB_DIMENSIONS],
      remarks: [],
    }),
  turnFeatures: (turns) => Promise.resolve(Float64Array.from(turns, ({ instruction }) => instruction.length)),
  describeLanguageModel: () => Promise.reject(new Error('The stub has no language model.')),
  likelihood: () => Promise.reject(new Error('The stub has no language model.')),
  fitHead: () => Promise.reject(new Error('The stub trains nothing.')),
  score: async (turns, signal) => {
    const [first] = turns;
    begun.postMessage(first?.instruction);
    if (first?.instruction.startsWith('die') === true) process.exit(3);
    if (first?.instruction.startsWith('missing') === true)
      throw new DeitaError('modelMissing', 'No model.', 'Reinstall.');
    if (first?.instruction.startsWith('endless') === true) await sleep(1e9, undefined, { signal });
    await sleep(first?.instruction.startsWith('slow') === true ? 100 : 2);
    return turns.map(stubScore);
  },
  explain: (turns) => Promise.resolve(turns.map(stubReasons)),
  outline: (texts) => Promise.resolve(Float32Array.from(texts.flatMap(stubEmbedding))),
  embed: (texts) => Promise.resolve(Float32Array.from(texts.flatMap(stubEmbedding))),
});
