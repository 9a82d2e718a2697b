import { requestEmbeddings } from '../serverClient/embeddings';
import type { Requester } from '../serverClient/serverClient';
import type { Findings } from './findings';
import { measureSpeed } from './measureSpeed';
import type { RoleOptions } from './probeOptions';
import { sampleText } from './sampleText';
import { serverFault } from '../serverClient/serverError';

/** Well below the limits of every provider. */
const TEXTS_PER_REQUEST = 32;
/** The same text gives the same vector, up to rounding that depends on its neighbours in a batch. */
const SAME_VECTOR = 0.999;

const SAME = 'How do I reverse a list in Python?';
const OTHER = 'The recipe needs two eggs, flour and a little salt.';

/**
 * Finds out whether a served model embeds: one vector a text, in order, alike for like texts.
 * @returns texts a second; null when not measured
 */
export async function probeEmbedder(
  server: Requester,
  model: string,
  findings: Findings,
  { signal, measureMs }: RoleOptions,
): Promise<number | null> {
  const embed: Embed = (texts, abort) => askVectors(server, model, texts, abort);
  if (!(await checkVectors(embed, findings, signal))) return null;
  const reader = { promptsPerRequest: TEXTS_PER_REQUEST, read: embed };
  return measureSpeed(reader, sampleText, measureMs, findings, signal);
}

type Embed = (texts: readonly string[], signal?: AbortSignal) => Promise<readonly Float32Array[]>;

async function checkVectors(embed: Embed, findings: Findings, signal: AbortSignal | undefined): Promise<boolean> {
  let vectors: readonly Float32Array[];
  try {
    vectors = await embed([SAME, OTHER, SAME], signal);
  } catch (error) {
    findings.failed('vectors', error);
    return false;
  }
  const [first, other, again] = vectors as [Float32Array, Float32Array, Float32Array];
  const dimensions = first.length;
  if (vectors.some((vector) => vector.length !== dimensions)) {
    findings.problem('vectors', 'unevenVectors', { lengths: vectors.map(({ length }) => length).join(', ') });
    return false;
  }
  if (!(cosine(first, again) >= SAME_VECTOR) || cosine(first, other) >= SAME_VECTOR) {
    findings.problem('vectors', 'unlikeVectors');
    return false;
  }
  findings.ok('vectors', 'vectors', { dimensions });
  return true;
}

async function askVectors(
  server: Requester,
  model: string,
  texts: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly Float32Array[]> {
  const answer = await requestEmbeddings(server, model, texts, signal);
  const vectors = answer.filter((vector) => vector !== undefined);
  if (vectors.length === texts.length) return vectors;
  throw serverFault('answer', 'fewVectors', { count: String(vectors.length), texts: String(texts.length) });
}

/** NaN for a vector without length. */
function cosine(a: Float32Array, b: Float32Array): number {
  let [product, squareA, squareB] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    product += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  return product / Math.sqrt(squareA * squareB);
}
