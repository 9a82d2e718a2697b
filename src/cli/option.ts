/** One option as the parser and the help text know it. */
export interface Option {
  readonly type: 'string' | 'boolean';
  /** What stands for its value in the help text. */
  readonly placeholder?: string;
  readonly help: string;
}

export type Options = Readonly<Record<string, Option>>;

export const COMMON_OPTIONS = {
  fields: {
    type: 'string',
    placeholder: 'MAP',
    help: 'where rows of no known format keep their fields:\ninstruction=PATH[,input=PATH][,response=PATH][,system=PATH]',
  },
  json: { type: 'boolean', help: 'print one JSON document on stdout' },
  'cache-dir': { type: 'string', placeholder: 'DIR', help: 'keep scores and embeddings here' },
  'no-cache': { type: 'boolean', help: 'neither use nor keep scores and embeddings' },
  threads: { type: 'string', placeholder: 'N', help: 'cores for models (default: decided from the machine)' },
  help: { type: 'boolean', help: 'show this help' },
  version: { type: 'boolean', help: 'show the version' },
} as const satisfies Options;

const PROVIDER_OPTION = {
  'execution-provider': {
    type: 'string',
    placeholder: 'NAME',
    help: 'what runs ONNX models: cpu (default), cuda, directml or coreml',
  },
} as const satisfies Options;

export const SCORER_OPTIONS = {
  scorer: {
    type: 'string',
    placeholder: 'NAME',
    help: 'embedded (heuristic default), precomputed\n(complexity_scores and quality_scores of the rows) or onnx',
  },
  'complexity-model': {
    type: 'string',
    placeholder: 'DIR',
    help: 'the scorers of --scorer onnx: folders with model.onnx,',
  },
  'quality-model': { type: 'string', placeholder: 'DIR', help: 'tokenizer.json and config.json' },
  ...PROVIDER_OPTION,
} as const satisfies Options;

export const MODEL_EMBEDDER_OPTIONS = {
  embedder: { type: 'string', placeholder: 'NAME', help: 'embedded (default) or onnx' },
  'embedding-model': { type: 'string', placeholder: 'DIR', help: 'the embedder of --embedder onnx: a folder likewise' },
  ...PROVIDER_OPTION,
} as const satisfies Options;

export const EMBEDDER_OPTIONS = {
  ...MODEL_EMBEDDER_OPTIONS,
  embeddings: {
    type: 'string',
    placeholder: 'FILE',
    help: 'precomputed embeddings: .npy, float32, one row a dataset row',
  },
} as const satisfies Options;

export const OUTPUT_OPTIONS = {
  overwrite: { type: 'boolean', help: 'replace output files that exist' },
} as const satisfies Options;
