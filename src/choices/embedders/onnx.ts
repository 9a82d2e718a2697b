import type { EmbedderFamily } from '../family';
import { lastPart } from '../labels';
import { required, type TextOption } from '../option';
import { EXECUTION_PROVIDER } from '../sharedOptions';

/** A folder on this machine. */
export interface OnnxEmbedderChoice {
  readonly kind: 'onnx';
  readonly model: string;
}

const EMBEDDING_MODEL = {
  type: 'path',
  setting: 'onnx.embeddingModel',
  flag: 'embedding-model',
  placeholder: 'DIR',
  help: 'a folder with model.onnx, tokenizer.json and config.json',
} as const satisfies TextOption;

export const ONNX_EMBEDDER = {
  kind: 'onnx',
  name: 'ONNX model',
  help: 'onnx (a model in a folder)',
  origin: 'model',
  recommendedThreshold: null,
  options: [EMBEDDING_MODEL, EXECUTION_PROVIDER],
  read: (source): OnnxEmbedderChoice => ({ kind: 'onnx', model: required(source, EMBEDDING_MODEL) }),
  write: ({ model }) => [{ option: EMBEDDING_MODEL, value: model }],
  label: ({ model }) => lastPart(model),
  servers: () => [],
  logFields: ({ model }) => ({ model }),
} as const satisfies EmbedderFamily<OnnxEmbedderChoice>;
