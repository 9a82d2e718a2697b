import { parentPort, workerData } from 'node:worker_threads';
import { createEmbeddedEmbedder } from '../embedding/embeddedEmbedder';
import type { Embedder } from '../embedding/embedder';
import { toWireError } from '../protocol/wireError';
import { createEmbeddedScorer } from '../scoring/embedded/embeddedScorer';
import type { Scorer } from '../scoring/scorer';
import type { ComputeRequest, ComputeResponse, ComputeWorkerData } from './compute/messages';

/** Entry of a worker thread: holds single-threaded model sessions, loaded when first needed, and does one task a time. */
const { modelDir } = workerData as ComputeWorkerData;
let scorer: Promise<Scorer> | undefined;
let embedder: Promise<Embedder> | undefined;

function loadScorer(): Promise<Scorer> {
  scorer ??= createEmbeddedScorer({ modelDir, threads: 1 });
  return scorer;
}

function loadEmbedder(): Promise<Embedder> {
  embedder ??= createEmbeddedEmbedder({ modelDir, threads: 1 });
  return embedder;
}

async function perform(request: ComputeRequest): Promise<unknown> {
  switch (request.task) {
    case 'describeScorer': {
      const { identity, batchSize } = await loadScorer();
      return { identity, batchSize };
    }
    case 'describeEmbedder': {
      const { identity, dimensions, batchSize, recommendedThreshold } = await loadEmbedder();
      return { identity, dimensions, batchSize, recommendedThreshold };
    }
    case 'score':
      return (await loadScorer()).score((request as ComputeRequest<'score'>).input);
    case 'embed':
      return (await loadEmbedder()).embed((request as ComputeRequest<'embed'>).input);
  }
}

async function answer(request: ComputeRequest): Promise<void> {
  try {
    const output = await perform(request);
    const transfer = output instanceof Float32Array ? [output.buffer as ArrayBuffer] : [];
    parentPort?.postMessage({ output } satisfies ComputeResponse, transfer);
  } catch (error) {
    parentPort?.postMessage({ error: toWireError(error) } satisfies ComputeResponse);
  }
}

parentPort?.on('message', (request: ComputeRequest) => void answer(request));
