import { KOREAN_FEATURES } from '../features/koreanFeatures';
import { GATE_NAMES, type GateName } from './gates';
import { linearInput, linearModel, type LinearJson, type LinearModel } from './head';

/** Sizes that a Korean turn is read by, in UTF-8 bytes as logarithms; complexity is read by them alone. */
export const KOREAN_SIZES = ['instructionBytes', 'responseBytes', 'turnBytes'] as const;

/** What a Korean turn is read by a second time, in order. */
export const KOREAN_INPUTS: readonly string[] = [...KOREAN_SIZES, ...KOREAN_FEATURES];

/** Linear models of `KOREAN_INPUTS`, or of the first of them, on the scale of the judged values, 1 to 6. */
export interface KoreanReading {
  readonly complexity: LinearModel;
  readonly quality: LinearModel;
}

/** The same as its file holds it. */
export type KoreanReadingJson = Readonly<Record<keyof KoreanReading, LinearJson>>;

/**
 * The parts of a Korean turn's scores that its second reading makes. The heads learn from ten times as many English and
 * Chinese turns, and what tells good answers in these tells little in Korean.
 */
export const KOREAN_COMPLEXITY_PART = 0.5;
const KOREAN_QUALITY_PART = 0.6;

/** Gates that find a whole answer damaged; ends and order of short Korean answers are hard to judge. */
const WHOLE_ANSWER: readonly GateName[] = ['otherAnswer', 'copiedPrompt', 'garbled'];

/**
 * The part of quality that is the second reading's: an answer that does not belong there may be well made, so the reading
 * counts the less, the surer a gate is. @param evidence in the order of `GATE_NAMES`
 */
export function koreanQualityPart(evidence: readonly number[]): number {
  return WHOLE_ANSWER.reduce(
    (part, name) => part * (1 - (evidence[GATE_NAMES.indexOf(name)] ?? 0)) ** 2,
    KOREAN_QUALITY_PART,
  );
}

export function readKoreanReading({ complexity, quality }: KoreanReadingJson): KoreanReading {
  return { complexity: linearModel(complexity), quality: linearModel(quality) };
}

/** What each of `KOREAN_INPUTS` adds to or takes from the second reading of an average Korean turn. */
export function koreanContributions(reading: LinearModel, inputs: Float64Array): Float64Array {
  return reading.weights.map((weight, index) => weight * linearInput(reading, inputs, index));
}
