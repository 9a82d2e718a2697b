import { asArray, asObject, inOrderAsked } from './json';
import type { Requester } from './serverClient';
import { serverFault } from './serverError';

/** Limits of the OpenAI API for one request, which other servers stay below. */
export const EMBEDDING_LIMITS = { inputs: 2048, tokens: 300_000 } as const;

/**
 * `POST /embeddings`, one request.
 * @returns one vector a text, as the server gives it; undefined for a text that the answer leaves out
 * @throws ServerError `answer` when a vector holds anything but finite numbers
 */
export async function requestEmbeddings(
  server: Requester,
  model: string,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<(Float32Array | undefined)[]> {
  const body = { model, input: texts, encoding_format: 'float' };
  const { data } = asObject(await server.post('/embeddings', body, signal));
  return inOrderAsked(data, texts.length, ({ embedding }) => toVector(embedding));
}

function toVector(embedding: unknown): Float32Array {
  const vector = vectorIn(embedding);
  if (vector !== undefined) return vector;
  throw serverFault('answer', 'noEmbeddingList');
}

/** The vector that a list of numbers is; undefined when it is empty, or holds anything but finite numbers. */
export function vectorIn(embedding: unknown): Float32Array | undefined {
  const vector = Float32Array.from(asArray(embedding), (value) => (typeof value === 'number' ? value : Number.NaN));
  return vector.length > 0 && vector.every(Number.isFinite) ? vector : undefined;
}
