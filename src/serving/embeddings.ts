import { asArray, asNumber, asObject, badAnswer } from './json';
import type { Requester } from './serverClient';

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
  const vectors = new Array<Float32Array | undefined>(texts.length).fill(undefined);
  asArray(data).forEach((entry, at) => {
    const { index, embedding } = asObject(entry);
    const place = asNumber(index) ?? at;
    if (place < vectors.length) vectors[place] = toVector(embedding);
  });
  return vectors;
}

function toVector(embedding: unknown): Float32Array {
  const values = asArray(embedding);
  const vector = Float32Array.from(values, (value) => (typeof value === 'number' ? value : Number.NaN));
  if (vector.length > 0 && vector.every(Number.isFinite)) return vector;
  throw badAnswer('The server’s embedding is no list of numbers.', 'Choose a model that makes embeddings.');
}
