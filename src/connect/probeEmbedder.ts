import type { ProbeReport, ProbeRequest } from '../protocol/serverProbe';
import { asArray, asNumber, asObject, badAnswer, numbersOf } from '../serving/json';
import type { Requester } from '../serving/serverClient';
import { Findings } from './findings';
import { findModel } from './findModel';
import { measureSpeed } from './measureSpeed';
import { sampleText } from './sampleText';
import type { ProbeOptions } from './probeScorer';

/** Well below the limits of every provider. */
const TEXTS_PER_REQUEST = 32;
/** The same text gives the same vector, up to rounding that depends on its neighbours in a batch. */
const SAME_VECTOR = 0.999;

const SAME = 'How do I reverse a list in Python?';
const OTHER = 'The recipe needs two eggs, flour and a little salt.';

/** Finds out whether a served model embeds: one vector a text, in order, alike for like texts. */
export async function probeEmbedder(
  server: Requester,
  request: ProbeRequest,
  { signal, onFinding, measureMs }: ProbeOptions,
): Promise<ProbeReport> {
  const findings = new Findings(onFinding);
  const models = await findModel(server, request, findings, signal);
  const names = (models ?? []).map(({ id }) => id);
  if (models === null) return findings.report(names, null);
  const embed = (texts: readonly string[], abort?: AbortSignal): Promise<number[][]> =>
    askVectors(server, request.model, texts, abort);
  if (!(await checkVectors(embed, findings, signal))) return findings.report(names, null);
  const reader = { promptsPerRequest: TEXTS_PER_REQUEST, read: embed };
  return findings.report(names, await measureSpeed(reader, sampleText, measureMs, findings, signal));
}

type Embed = (texts: readonly string[], signal?: AbortSignal) => Promise<number[][]>;

async function checkVectors(embed: Embed, findings: Findings, signal: AbortSignal | undefined): Promise<boolean> {
  let vectors: number[][];
  try {
    vectors = await embed([SAME, OTHER, SAME], signal);
  } catch (error) {
    findings.failed('vectors', error);
    return false;
  }
  const [first = [], other = [], again = []] = vectors;
  const dimensions = first.length;
  if (dimensions === 0 || vectors.some((vector) => vector.length !== dimensions)) {
    findings.problem('vectors', `Vectors of ${vectors.map(({ length }) => length).join(', ')} numbers came back.`);
    return false;
  }
  if (!(cosine(first, again) >= SAME_VECTOR) || cosine(first, other) >= SAME_VECTOR) {
    const message = 'Equal texts get different vectors, or different texts the same.';
    findings.problem('vectors', message, 'Serve a sentence embedder: with vLLM by --runner pooling.');
    return false;
  }
  findings.ok('vectors', `Vectors of ${dimensions.toLocaleString('en-US')} numbers, several texts a request.`);
  return true;
}

async function askVectors(
  server: Requester,
  model: string,
  texts: readonly string[],
  signal: AbortSignal | undefined,
): Promise<number[][]> {
  const body = { model, input: texts, encoding_format: 'float' };
  const data = asArray(asObject(await server.post('/embeddings', body, signal)).data);
  const vectors = new Array<number[]>(texts.length).fill([]);
  data.forEach((entry, at) => {
    const { index, embedding } = asObject(entry);
    const place = asNumber(index) ?? at;
    if (place < vectors.length) vectors[place] = numbersOf(embedding);
  });
  if (vectors.some(({ length }) => length === 0)) {
    throw badAnswer(`Vectors for ${data.length} of ${texts.length} texts came back.`);
  }
  return vectors;
}

/** NaN for a vector without length. */
function cosine(a: readonly number[], b: readonly number[]): number {
  let [product, squareA, squareB] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    product += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  return product / Math.sqrt(squareA * squareB);
}
