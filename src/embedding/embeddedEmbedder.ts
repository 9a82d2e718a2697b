import path from 'node:path';
import type { ModelIdentity } from '../common/modelIdentity';
import {
  SENTENCE_DIMENSIONS,
  SENTENCE_ENCODER_FILES,
  SentenceEncoder,
  WINDOW_LENGTH,
} from '../inference/sentenceEncoder';
import type { Embedder } from './embedder';
import { normaliseText } from './embeddingText';
import { modelHash } from './modelHash';

/** Changes whenever the same text would get another vector. */
const CODE_VERSION = '1';

export interface EmbeddedEmbedderOptions {
  /** Folder of the embedded models (`dist/models` of the extension). */
  readonly modelDir: string;
  /** Threads that one model run may use; default 1. */
  readonly threads?: number;
}

/** What can be said of the embedder without loading its model. */
export type EmbedderDescription = Pick<Embedder, 'identity' | 'dimensions' | 'batchSize' | 'recommendedThreshold'>;

/**
 * Describes the embedder that `createEmbeddedEmbedder` makes from the same folder, for a process that keys its caches
 * by it while others do the work.
 * @throws DeitaError `modelMissing`
 */
export async function describeEmbeddedEmbedder(modelDir: string): Promise<EmbedderDescription> {
  return {
    identity: await identify(modelDir),
    dimensions: SENTENCE_DIMENSIONS,
    batchSize: 64,
    recommendedThreshold: 0.9,
  };
}

/**
 * The embedder that comes with the extension. It holds no global state: make one in each worker thread.
 * @throws DeitaError `modelMissing`
 */
export async function createEmbeddedEmbedder({ modelDir, threads = 1 }: EmbeddedEmbedderOptions): Promise<Embedder> {
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
  const windows: Int32Array[] = [];
  const owners: number[] = [];
  texts.forEach((text, owner) => {
    const ids = encoder.tokenize(normaliseText(text));
    for (let start = 0; start < ids.length; start += WINDOW_LENGTH) {
      windows.push(ids.subarray(start, start + WINDOW_LENGTH));
      owners.push(owner);
    }
  });
  const encoded = await encoder.encode(windows, signal);
  const sums = new Float32Array(texts.length * SENTENCE_DIMENSIONS);
  windows.forEach((window, index) => {
    const offset = (owners[index] ?? 0) * SENTENCE_DIMENSIONS;
    const row = encoded.subarray(index * SENTENCE_DIMENSIONS, (index + 1) * SENTENCE_DIMENSIONS);
    row.forEach((value, dimension) => {
      sums[offset + dimension] = (sums[offset + dimension] ?? 0) + value * window.length;
    });
  });
  for (let row = 0; row < texts.length; row++) {
    scaleToUnitLength(sums.subarray(row * SENTENCE_DIMENSIONS, (row + 1) * SENTENCE_DIMENSIONS));
  }
  return sums;
}

function scaleToUnitLength(vector: Float32Array): void {
  const length = Math.hypot(...vector);
  if (length > 0) vector.forEach((value, index) => (vector[index] = value / length));
}
