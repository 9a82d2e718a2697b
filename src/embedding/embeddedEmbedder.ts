import path from 'node:path';
import type { ModelIdentity } from '../common/modelIdentity';
import { SENTENCE_DIMENSIONS, SENTENCE_ENCODER_FILES, SentenceEncoder } from '../inference/sentenceEncoder';
import { combine, EMBEDDING_DIMENSIONS } from './combination';
import type { Embedder } from './embedder';
import { normaliseText } from './normalForm';
import { encodeMeanings } from './meaning';
import { modelHash } from './modelHash';

/** Changes whenever the same text would get another vector. */
const CODE_VERSION = '5';

/** Chosen with the shares of the combination by `npm run eval:models`; see media/models/EMBEDDER.md. */
const RECOMMENDED_THRESHOLD = 0.9;

/** Enough texts for batches of equal length to fill up. */
const BATCH_SIZE = 128;

export interface EmbeddedEmbedderOptions {
  /** Folder of the embedded models (`dist/models` of the extension). */
  readonly modelDir: string;
  /** Threads that one model run may use; default 1. */
  readonly threads?: number;
}

/** What can be said of the embedder without loading its model. */
export interface EmbedderDescription extends Pick<Embedder, 'identity' | 'dimensions' | 'batchSize'> {
  readonly recommendedThreshold: number;
}

export type EmbeddedEmbedder = Embedder & EmbedderDescription;

/**
 * Describes the embedder that `createEmbeddedEmbedder` makes from the same folder, for a process that keys its caches
 * by it while others do the work.
 * @throws DeitaError `modelMissing`
 */
export async function describeEmbeddedEmbedder(modelDir: string): Promise<EmbedderDescription> {
  return {
    identity: await identify(modelDir),
    dimensions: EMBEDDING_DIMENSIONS,
    batchSize: BATCH_SIZE,
    recommendedThreshold: RECOMMENDED_THRESHOLD,
  };
}

/**
 * The embedder that comes with the extension. It holds no global state: make one in each worker thread.
 * @throws DeitaError `modelMissing`
 */
export async function createEmbeddedEmbedder({
  modelDir,
  threads = 1,
}: EmbeddedEmbedderOptions): Promise<EmbeddedEmbedder> {
  const [description, encoder] = await Promise.all([
    describeEmbeddedEmbedder(modelDir),
    SentenceEncoder.create({ modelDir, threads }),
  ]);
  return {
    ...description,
    embed: (texts, signal) => embedTexts(encoder, texts, signal),
    dispose: () => encoder.dispose(),
  };
}

async function identify(modelDir: string): Promise<ModelIdentity> {
  const files = Object.values(SENTENCE_ENCODER_FILES).map((name) => path.join(modelDir, name));
  return { name: 'Built-in', version: CODE_VERSION, hash: await modelHash(CODE_VERSION, files) };
}

async function embedTexts(
  encoder: SentenceEncoder,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<Float32Array> {
  const normalised = texts.map(normaliseText);
  const { vectors, trust } = await encodeMeanings(encoder, normalised, signal);
  const embeddings = new Float32Array(texts.length * EMBEDDING_DIMENSIONS);
  normalised.forEach((text, row) => {
    const meaning = vectors.subarray(row * SENTENCE_DIMENSIONS, (row + 1) * SENTENCE_DIMENSIONS);
    const target = embeddings.subarray(row * EMBEDDING_DIMENSIONS, (row + 1) * EMBEDDING_DIMENSIONS);
    combine(text, meaning, trust[row] ?? 0, target);
  });
  return embeddings;
}
