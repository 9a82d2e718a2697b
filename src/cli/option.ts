import { SERVER_PRESETS } from '../common/serverPresets';

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
    help: 'where rows of no known format keep their fields:\ninstruction=PATH[,input=PATH][,response=PATH][,system=PATH], or\nmessages=PATH[,role=KEY][,content=KEY][,roles=NAME:user|NAME:assistant]',
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

const BASE_URL_OPTION = {
  'base-url': { type: 'string', placeholder: 'URL', help: 'such as http://localhost:8000/v1' },
} as const satisfies Options;

/** Options of scorers behind a server (`--scorer openai`). */
const SERVER_SCORER_OPTIONS = {
  preset: {
    type: 'string',
    placeholder: 'NAME',
    help: `the kind of server: ${SERVER_PRESETS.join(', ')}`,
  },
  ...BASE_URL_OPTION,
  'quality-base-url': {
    type: 'string',
    placeholder: 'URL',
    help: 'of the quality model, where it is served elsewhere',
  },
  concurrency: { type: 'string', placeholder: 'N', help: 'most requests at once (default: found out while running)' },
  judge: {
    type: 'boolean',
    help: 'direct scoring: ask a chat model for both scores\n(a weak baseline; one model does)',
  },
} as const satisfies Options;

/** Options of an embedder behind a server (`--embedder openai`). */
const SERVER_EMBEDDER_OPTIONS = {
  ...BASE_URL_OPTION,
  'embedding-base-url': { type: 'string', placeholder: 'URL', help: 'server with /embeddings (default: --base-url)' },
} as const satisfies Options;

/** Options for what a server costs. */
const COST_OPTIONS = {
  price: { type: 'string', placeholder: 'P', help: 'price of a million tokens: shows the cost beforehand' },
  'max-cost': { type: 'string', placeholder: 'C', help: 'do not begin what is estimated to cost more' },
} as const satisfies Options;

export const SCORER_OPTIONS = {
  scorer: {
    type: 'string',
    placeholder: 'NAME',
    help: 'embedded (heuristic default), precomputed\n(complexity_scores and quality_scores of the rows),\nopenai (models behind a server) or onnx',
  },
  'complexity-model': {
    type: 'string',
    placeholder: 'MODEL',
    help: 'the scorers of --scorer openai as the server names them, of\n--scorer onnx as folders with model.onnx,',
  },
  'quality-model': { type: 'string', placeholder: 'MODEL', help: 'tokenizer.json and config.json' },
  ...SERVER_SCORER_OPTIONS,
  ...COST_OPTIONS,
  ...PROVIDER_OPTION,
} as const satisfies Options;

export const MODEL_EMBEDDER_OPTIONS = {
  embedder: { type: 'string', placeholder: 'NAME', help: 'embedded (default), openai or onnx' },
  'embedding-model': {
    type: 'string',
    placeholder: 'MODEL',
    help: 'the embedder of --embedder openai as the server names it, of\n--embedder onnx as a folder',
  },
  ...SERVER_EMBEDDER_OPTIONS,
  ...COST_OPTIONS,
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
