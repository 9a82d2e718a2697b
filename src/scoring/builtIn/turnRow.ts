import type { WeightedTerms } from '../features/hashedTerms';
import { INSTRUCTION_FEATURES, instructionFeatures, RISING_FEATURES } from '../features/instructionFeatures';
import { isKorean, koreanFeatures } from '../features/koreanFeatures';
import { RESPONSE_FEATURES, responseFeatures } from '../features/responseFeatures';
import { wordsOf } from '../features/segmentation';
import type { Lexicon } from '../features/turnView';
import { WORDING_DIMENSIONS, type WordingVectors } from '../features/wordingVectors';
import { GATE_NAMES, gateEvidence, type Gates } from './gates';
import { KOREAN_SIZES } from './koreanReading';

const SIZES = ['instructionBytes', 'responseBytes', 'turnBytes', 'shortInstruction', 'shortTurn'] as const;
type Size = (typeof SIZES)[number];
const WORDING = Array.from({ length: WORDING_DIMENSIONS }, (_, index) => String(index));

/** What all heads look at, in order. */
export const ROW_FEATURES: readonly string[] = [
  ...INSTRUCTION_FEATURES.map((name) => `instruction.${name}`),
  ...RESPONSE_FEATURES.map((name) => `response.${name}`),
  ...SIZES.map((name) => `size.${name}`),
  ...GATE_NAMES.map((name) => `gate.${name}`),
  ...WORDING.map((dimension) => `instructionWording.${dimension}`),
  ...WORDING.map((dimension) => `responseWording.${dimension}`),
];

const SIZES_START = INSTRUCTION_FEATURES.length + RESPONSE_FEATURES.length;

/** Whether a feature adds to a task's demands: complexity may only rise with it. */
export function isDemand(feature: number): boolean {
  return feature < RISING_FEATURES || isSize(feature, ['instructionBytes', 'shortInstruction']);
}

/** Whether a feature grows with the answer: of two turns that look alike otherwise, none may score lower for more of it. */
export function isAnswerSize(feature: number): boolean {
  return isSize(feature, ['responseBytes', 'turnBytes', 'shortTurn']);
}

function isSize(feature: number, sizes: readonly Size[]): boolean {
  return sizes.some((size) => feature === SIZES_START + SIZES.indexOf(size));
}

/** What rows are made with; read from files, the same for every turn. */
export interface RowSources {
  readonly lexicon: Lexicon;
  readonly wording: WordingVectors;
  readonly gates: Gates;
}

/** A turn as the heads see it. */
export interface TurnRow {
  readonly features: Float64Array;
  /** How sure each gate is, in the order of `GATE_NAMES`. */
  readonly evidence: readonly number[];
  /** How the response is worded. */
  readonly answerTerms: WeightedTerms;
  /** Where the request is Korean: what the turn is read by a second time, `KOREAN_INPUTS`. */
  readonly korean?: Float64Array;
}

export function turnRow(instruction: string, response: string, { lexicon, wording, gates }: RowSources): TurnRow {
  const responseValues = responseFeatures(instruction, response, lexicon);
  const evidence = gateEvidence(gates, responseValues);
  const features = new Float64Array(ROW_FEATURES.length);
  let at = 0;
  const add = (values: ArrayLike<number>): void => {
    features.set(values, at);
    at += values.length;
  };
  add(instructionFeatures(instruction, lexicon.statistics));
  add(responseValues);
  const size = sizes(instruction, response);
  add(SIZES.map((name) => size[name]));
  add(evidence);
  const answerWords = wordsOf(response);
  const answerTerms = wording.terms(response, answerWords);
  add(wording.vector(wording.terms(instruction, wordsOf(instruction))));
  add(wording.vector(answerTerms));
  if (!isKorean(instruction)) return { features, evidence, answerTerms };
  const form = koreanFeatures(instruction, response, answerWords.length);
  const korean = Float64Array.of(...KOREAN_SIZES.map((name) => size[name]), ...form);
  return { features, evidence, answerTerms, korean };
}

/** Logarithms of about 90 and 190 bytes: up to here a text is short. */
const SHORT_INSTRUCTION = 4.5;
const SHORT_TURN = 5.25;

/**
 * Sizes in UTF-8 bytes, as logarithms: a Chinese or Korean text and its English translation have about as many, though
 * their characters and words differ by factors. Among short texts, as chats are made of, a few more words tell more than
 * among long ones: these grow as far as a text is short.
 */
function sizes(instruction: string, response: string): Readonly<Record<Size, number>> {
  const [first, second] = [Buffer.byteLength(instruction), Buffer.byteLength(response)];
  return {
    instructionBytes: Math.log1p(first),
    responseBytes: Math.log1p(second),
    turnBytes: Math.log1p(first + second),
    shortInstruction: Math.min(SHORT_INSTRUCTION, Math.log1p(first)),
    shortTurn: Math.min(SHORT_TURN, Math.log1p(first + second)),
  };
}
