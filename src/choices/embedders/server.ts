import { originOf } from '../../common/baseUrl';
import type { EmbedderFamily } from '../family';
import { hostOf, lastPart } from '../labels';
import { given, required, type TextOption } from '../option';
import { BASE_URL } from '../sharedOptions';

/** A model behind an OpenAI-compatible server's `/embeddings`. */
export interface ServerEmbedderChoice {
  readonly kind: 'server';
  readonly baseUrl: string;
  readonly model: string;
}

const EMBEDDING_BASE_URL = {
  type: 'url',
  setting: 'server.embeddingBaseUrl',
  flag: 'embedding-base-url',
  placeholder: 'URL',
  help: 'server with /embeddings (default: --base-url)',
} as const satisfies TextOption;

const EMBEDDING_MODEL = {
  type: 'text',
  setting: 'server.embeddingModel',
  flag: 'embedding-model',
  placeholder: 'NAME',
  help: 'as its server names it',
} as const satisfies TextOption;

export const SERVER_EMBEDDER = {
  kind: 'server',
  formerKind: 'openai',
  name: 'Server',
  help: 'server (a model behind an OpenAI-compatible server)',
  origin: 'model',
  recommendedThreshold: null,
  options: [EMBEDDING_BASE_URL, BASE_URL, EMBEDDING_MODEL],
  read: (source): ServerEmbedderChoice => {
    const baseUrl = given(source, EMBEDDING_BASE_URL) ?? given(source, BASE_URL);
    if (baseUrl === undefined) throw source.missing(EMBEDDING_BASE_URL);
    return { kind: 'server', baseUrl, model: required(source, EMBEDDING_MODEL) };
  },
  write: ({ baseUrl, model }) => [
    { option: EMBEDDING_BASE_URL, value: baseUrl },
    { option: EMBEDDING_MODEL, value: model },
  ],
  label: ({ model, baseUrl }) => `${lastPart(model)} on ${hostOf(baseUrl)}`,
  servers: ({ baseUrl }) => [{ baseUrl, role: 'embedding' }],
  logFields: ({ baseUrl, model }) => ({ server: originOf(baseUrl) ?? 'no address', model }),
} as const satisfies EmbedderFamily<ServerEmbedderChoice>;
