import path from 'node:path';
import { BUILT_IN_EMBEDDER } from '../choices/embedders/builtIn';
import type { ModelIdentity } from '../common/modelIdentity';
import { breathe } from '../inference/batching';
import { SENTENCE_DIMENSIONS, SENTENCE_ENCODER_FILES, SentenceEncoder } from '../inference/sentenceEncoder';
import { combine, EMBEDDING_DIMENSIONS, outline, OUTLINE_DIMENSIONS, OUTLINE_SECTIONS } from './combination';
import type { Embedder, Outlines } from './embedder';
import { normaliseText } from './normalForm';
import { encodeMeanings, trustOf } from './meaning';
import { modelHash } from './modelHash';

/** Changes whenever the same text would get another vector. */
const CODE_VERSION = '7';

/** Enough texts for batches of equal length to fill up. */
const BATCH_SIZE = 128;

export interface BuiltInEmbedderOptions {
  /** Folder of the built-in models (`dist/models` of the extension). */
  readonly modelDir: string;
  /** Threads that one model run may use; default 1. */
  readonly threads?: number;
}

/** What can be said of the embedder without loading its model. */
export interface EmbedderDescription extends Pick<Embedder, 'identity' | 'dimensions' | 'batchSize'> {
  readonly recommendedThreshold: number;
  readonly outlineSections: readonly number[];
}

export type BuiltInEmbedder = Embedder & EmbedderDescription & { readonly outlines: Outlines };

/**
 * Describes the embedder that `createBuiltInEmbedder` makes from the same folder, for a process that keys its caches
 * by it while others do the work.
 * @throws DeitaError `modelMissing`
 */
export async function describeBuiltInEmbedder(modelDir: string): Promise<EmbedderDescription> {
  return {
    identity: await identify(modelDir),
    dimensions: EMBEDDING_DIMENSIONS,
    batchSize: BATCH_SIZE,
    recommendedThreshold: BUILT_IN_EMBEDDER.recommendedThreshold,
    outlineSections: OUTLINE_SECTIONS,
  };
}

/**
 * The embedder that comes with the extension. It holds no global state: make one in each worker thread.
 * @throws DeitaError `modelMissing`
 */
export async function createBuiltInEmbedder({
  modelDir,
  threads = 1,
}: BuiltInEmbedderOptions): Promise<BuiltInEmbedder> {
  const [description, encoder] = await Promise.all([
    describeBuiltInEmbedder(modelDir),
    SentenceEncoder.create({ modelDir, threads }),
  ]);
  return {
    ...description,
    embed: (texts, signal) => embedTexts(encoder, texts, signal),
    outlines: { sections: OUTLINE_SECTIONS, outline: (texts, signal) => outlineTexts(encoder, texts, signal) },
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

/** Texts outlined between two chances for a cancellation to arrive. */
const OUTLINED_AT_ONCE = 32;

async function outlineTexts(
  encoder: SentenceEncoder,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<Float32Array> {
  const outlines = new Float32Array(texts.length * OUTLINE_DIMENSIONS);
  for (const [row, text] of texts.entries()) {
    if (row % OUTLINED_AT_ONCE === 0) await breathe(signal);
    const normalised = normaliseText(text);
    const target = outlines.subarray(row * OUTLINE_DIMENSIONS, (row + 1) * OUTLINE_DIMENSIONS);
    outline(normalised, trustOf(normalised, encoder), target);
  }
  return outlines;
}
