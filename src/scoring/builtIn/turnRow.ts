import { INSTRUCTION_FEATURES, instructionFeatures, RISING_FEATURES } from '../features/instructionFeatures';
import { RESPONSE_FEATURES, responseFeatures } from '../features/responseFeatures';
import { wordsOf } from '../features/segmentation';
import type { Lexicon } from '../features/turnView';
import { WORDING_DIMENSIONS, type WordingVectors } from '../features/wordingVectors';
import { GATE_NAMES, gateEvidence, type Gates } from './gates';

const SIZES = ['instructionBytes', 'responseBytes', 'turnBytes'] as const;
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
  return feature < RISING_FEATURES || feature === SIZES_START;
}

/** Whether a feature grows with the answer: of two turns that look alike otherwise, none may score lower for more of it. */
export function isAnswerSize(feature: number): boolean {
  return (
    feature === SIZES_START + SIZES.indexOf('responseBytes') || feature === SIZES_START + SIZES.indexOf('turnBytes')
  );
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
  add(sizes(instruction, response));
  add(evidence);
  add(wording.vector(instruction, wordsOf(instruction)));
  add(wording.vector(response, wordsOf(response)));
  return { features, evidence };
}

/**
 * Sizes in UTF-8 bytes, as logarithms: a Chinese or Korean text and its English translation have about as many, though
 * their characters and words differ by factors.
 */
function sizes(instruction: string, response: string): number[] {
  const [first, second] = [Buffer.byteLength(instruction), Buffer.byteLength(response)];
  return [Math.log1p(first), Math.log1p(second), Math.log1p(first + second)];
}
