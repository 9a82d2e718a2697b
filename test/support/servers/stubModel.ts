import { createHash } from 'node:crypto';

/** LLaMA's tokens for the digits 1 to 6, in that order: not in sequence, as in the real vocabulary. */
export const DIGIT_IDS = [29896, 29906, 29941, 29946, 29945, 29953] as const;
export const DIGITS = ['1', '2', '3', '4', '5', '6'] as const;
const BOS = 1;
const SPACE_ID = 29871;
const FIRST_OTHER_ID = 500;
const OTHERS = 24;

export interface StubToken {
  readonly id: number;
  readonly text: string;
  readonly logit: number;
}

/**
 * The whole next-token distribution of a scorer without weights, decided by its name and prompt: the digits first, then
 * a space and some words. Without the space that ends a prompt it answers with that space, as the real ones do.
 */
export function stubTokens(model: string, prompt: string): StubToken[] {
  const bytes = createHash('sha256').update(`${model}\n${prompt}`).digest();
  const digits = DIGIT_IDS.map((id, at) => ({
    id,
    text: DIGITS[at] ?? '',
    logit: 4 + bytes.readUInt16LE(at * 2) / 9000,
  }));
  const others = Array.from({ length: OTHERS }, (_, at) => ({
    id: FIRST_OTHER_ID + at,
    text: `word${at}`,
    logit: -1 - (bytes[12 + (at % 20)] ?? 0) / 64,
  }));
  return [...digits, { id: SPACE_ID, text: ' ', logit: prompt.endsWith(' ') ? -3 : 16 }, ...others];
}

type LogProbabilities = readonly { readonly id: number; readonly text: string; readonly logprob: number }[];

let last: { readonly key: string; readonly value: LogProbabilities } | undefined;

/** Log-probabilities over the whole vocabulary, most probable first. */
export function stubLogProbabilities(model: string, prompt: string): LogProbabilities {
  const key = `${model}\n${prompt}`;
  if (last?.key !== key) last = { key, value: computeLogProbabilities(model, prompt) };
  return last.value;
}

function computeLogProbabilities(model: string, prompt: string): LogProbabilities {
  const tokens = stubTokens(model, prompt);
  const total = Math.log(tokens.reduce((sum, { logit }) => sum + Math.exp(logit), 0));
  return tokens
    .map(({ id, text, logit }) => ({ id, text, logprob: logit - total }))
    .sort((a, b) => b.logprob - a.logprob);
}

/** A token a byte, digits with their own ids, and the beginning of the sequence where it is asked for. */
export function stubTokenize(text: string, addBos: boolean): number[] {
  const tokens = [...Buffer.from(text)].map((byte) => {
    const digit = byte - '1'.charCodeAt(0);
    return DIGIT_IDS[digit] ?? 3 + byte;
  });
  return addBos ? [BOS, ...tokens] : tokens;
}

export function stubEmbeddingOf(text: string, dimensions: number): number[] {
  const bytes = createHash('sha512').update(text).digest();
  return Array.from({ length: dimensions }, (_, at) => ((bytes[at % 64] ?? 0) - 127.5) / 50);
}
