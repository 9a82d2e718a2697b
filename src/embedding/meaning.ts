import { SENTENCE_DIMENSIONS, WINDOW_LENGTH, type SentenceEncoder } from '../inference/sentenceEncoder';
import { evenlySpread } from './evenlySpread';
import { partsOf } from './normalForm';
import { partWeight } from './partWeight';

/**
 * A text is read in about this many windows at most (some 6,000 words), spread evenly over each of its parts. What lies
 * between them counts through its characters only.
 */
const MOST_WINDOWS = 64;

/** Shares of known characters: up to the first the encoder says nothing about a text, from the second on everything. */
const UNKNOWN_LANGUAGE = 0.6;
const KNOWN_LANGUAGE = 0.9;

/** What the sentence encoder makes of texts. */
export interface Meanings {
  /** Row-major texts × 512; each row of length 1, or zeros where `trust` is 0. */
  readonly vectors: Float64Array;
  /** By text, in [0, 1]: how far its characters lie within the encoder's vocabulary. */
  readonly trust: Float64Array;
}

interface TokenisedPart {
  readonly ids: Int32Array;
  readonly weight: number;
}

interface WeightedWindow {
  readonly ids: Int32Array;
  readonly text: number;
  readonly weight: number;
}

/** Each once: what a lightly edited copy leaves as it was is not encoded again. */
interface DistinctWindows {
  readonly windows: readonly Int32Array[];
  /** By window of the texts, the distinct one that is equal to it. */
  readonly places: readonly number[];
}

/**
 * Encodes texts in normal form, each part in windows of 128 tokens that share the part's weight by their lengths. Case
 * is taken out before: the encoder's vocabulary breaks words in unusual case into pieces that mean little.
 * @throws DeitaError `cancelled`
 */
export async function encodeMeanings(
  encoder: SentenceEncoder,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<Meanings> {
  const trust = new Float64Array(texts.length);
  const windows = texts.flatMap((text, index) => {
    const parts = partsOf(text).map((part) => tokenisePart(encoder, part));
    const known = parts.reduce((sum, { ids }) => sum + encoder.knownLength(ids), 0);
    trust[index] = trustIn(text, known, parts.length);
    return trust[index] === 0 ? [] : windowsOf(parts, index);
  });
  const distinct = distinctOf(windows);
  const encoded = await encoder.encode(distinct.windows, signal);
  return { vectors: weightedMeans(windows, distinct.places, encoded, texts.length), trust };
}

/** The `trust` of a text in normal form alone, which takes no run of the encoder. */
export function trustOf(text: string, encoder: SentenceEncoder): number {
  const parts = partsOf(text);
  const known = parts.reduce((sum, part) => sum + encoder.knownLengthOf(part.toLowerCase()), 0);
  return trustIn(text, known, parts.length);
}

function tokenisePart(encoder: SentenceEncoder, part: string): TokenisedPart {
  return { ids: encoder.tokenize(part.toLowerCase()), weight: partWeight(part.length) };
}

function trustIn(text: string, knownLength: number, parts: number): number {
  const share = knownLength / Math.max(1, text.replace(/\s/gu, '').length - (parts - 1));
  return Math.min(1, Math.max(0, (share - UNKNOWN_LANGUAGE) / (KNOWN_LANGUAGE - UNKNOWN_LANGUAGE)));
}

function windowsOf(parts: readonly TokenisedPart[], text: number): WeightedWindow[] {
  const most = Math.max(1, Math.floor(MOST_WINDOWS / parts.length));
  return parts.flatMap(({ ids, weight }) => {
    const windows = evenlySpread(cutIntoWindows(ids), most);
    const length = windows.reduce((sum, window) => sum + window.length, 0);
    return windows.map((window) => ({ ids: window, text, weight: (weight * window.length) / length }));
  });
}

function cutIntoWindows(ids: Int32Array): Int32Array[] {
  return Array.from({ length: Math.ceil(ids.length / WINDOW_LENGTH) }, (_, index) =>
    ids.subarray(index * WINDOW_LENGTH, (index + 1) * WINDOW_LENGTH),
  );
}

function distinctOf(all: readonly WeightedWindow[]): DistinctWindows {
  const windows: Int32Array[] = [];
  const placeOf = new Map<string, number>();
  const places = all.map(({ ids }) => {
    const key = ids.join();
    const known = placeOf.get(key);
    if (known !== undefined) return known;
    placeOf.set(key, windows.length);
    return windows.push(ids) - 1;
  });
  return { windows, places };
}

function weightedMeans(
  windows: readonly WeightedWindow[],
  places: readonly number[],
  encoded: Float32Array,
  count: number,
): Float64Array {
  const means = new Float64Array(count * SENTENCE_DIMENSIONS);
  windows.forEach(({ text, weight }, index) => {
    const source = (places[index] as number) * SENTENCE_DIMENSIONS;
    const target = text * SENTENCE_DIMENSIONS;
    for (let column = 0; column < SENTENCE_DIMENSIONS; column++) {
      means[target + column] = (means[target + column] as number) + weight * (encoded[source + column] as number);
    }
  });
  return means;
}
