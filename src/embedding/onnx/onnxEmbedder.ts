import type { DeitaError } from '../../common/errors';
import type { Pooling } from '../../inference/onnxFolder/modelOverrides';
import type { NetworkOptions, TensorInfo } from '../../inference/onnxFolder/network';
import { SequenceModel } from '../../inference/onnxFolder/sequenceModel';
import type { TokenSequence } from '../../inference/onnxFolder/textTokenizer';
import type { Embedder } from '../embedder';
import { readableText } from '../embeddingText';
import { normalise } from '../normalise';
import { pool } from './pooling';
import type { Message } from '../../common/message';
import { fault } from '../../messages/say';

/** Changes whenever the same text would get another vector from the same files. */
const CODE_VERSION = '1';
const BATCH_SIZE = 64;
const DEFAULT_CONTEXT = 512;

export interface OnnxEmbedderOptions extends NetworkOptions {
  /** Folder of the model. */
  readonly model: string;
}

export interface OnnxEmbedder extends Embedder {
  /** What the person should know of how it runs. */
  readonly remarks: readonly Message[];
}

/** What is read of the network, and how it becomes a vector; null = the network pools by itself. */
interface Reading {
  readonly output: TensorInfo;
  readonly width: number;
  readonly pooling: Pooling | null;
}

/**
 * A sentence embedder from a model folder. Runs block the calling thread. Long texts are embedded by their beginning,
 * as much as the model takes.
 * @throws DeitaError `modelMissing` or `modelUnsupported`, naming the file
 */
export async function createOnnxEmbedder(options: OnnxEmbedderOptions): Promise<OnnxEmbedder> {
  const model = await SequenceModel.load(options.model, options);
  try {
    const reading = readingOf(model);
    const { folder } = model;
    return {
      identity: { name: folder.name, version: CODE_VERSION, hash: await model.hash(CODE_VERSION) },
      dimensions: reading.width,
      batchSize: BATCH_SIZE,
      recommendedThreshold: folder.overrides.recommendedThreshold ?? null,
      remarks: model.remarks,
      embed: (texts, signal) => embedTexts(model, reading, texts, signal),
      dispose: () => model.dispose(),
    };
  } catch (error) {
    await model.dispose();
    throw error;
  }
}

function readingOf(model: SequenceModel): Reading {
  const { overrides, sentence, config, networkFile } = model.folder;
  const output = model.output(...outputsFor(overrides.pooling));
  const pooled = output.dims.length === 2;
  const width = [output.dims.at(-1), config.hidden_size, config.dim].find((size) => typeof size === 'number');
  if (width === undefined) {
    throw fault('noVectorLength', { file: networkFile });
  }
  if (pooled) return { output, width, pooling: null };
  if (sentence.furtherLayers.length > 0) throw layersMissing(networkFile, sentence.furtherLayers);
  const pooling = overrides.pooling ?? sentence.pooling;
  if (pooling === null) throw poolingUnknown(model.folder.path);
  return { output, width, pooling };
}

/** A vector that the network pools by itself also went through the layers after pooling. */
function outputsFor(asked: Pooling | undefined): string[] {
  const states = ['last_hidden_state', 'token_embeddings'];
  return asked === undefined ? ['sentence_embedding', ...states] : states;
}

async function embedTexts(
  model: SequenceModel,
  { output, width, pooling }: Reading,
  texts: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Float32Array> {
  const embeddings = new Float32Array(texts.length * width);
  const withContent = [...texts.keys()].filter((index) => texts[index]?.trim() !== '');
  const sequences = withContent.map((index) => encode(model, texts[index] ?? ''));
  await model.run(
    sequences,
    { output: output.name, width },
    (states, at) => {
      const index = withContent[at] ?? 0;
      const target = embeddings.subarray(index * width, (index + 1) * width);
      if (pooling === null) target.set(states);
      else pool(pooling, states, sequences[at]?.ids.length ?? 0, target);
      normalise(target);
    },
    signal,
  );
  return embeddings;
}

function encode({ folder, tokenizer }: SequenceModel, text: string): TokenSequence {
  const readable = `${folder.overrides.prefix ?? ''}${readableText(text)}`;
  return tokenizer.encodeStart(readable, folder.maxTokens ?? DEFAULT_CONTEXT);
}

function layersMissing(file: string, layers: readonly string[]): DeitaError {
  return fault('furtherLayers', { file, layers: layers.join(', ') });
}

function poolingUnknown(folder: string): DeitaError {
  return fault('noPooling', { folder });
}
