import type { Turn } from '../../dataset/conversation';
import { isBlank } from '../../dataset/formats/spellings';
import { isBareRefusal } from '../features/responseFeatures';
import { HIGHEST_SCORE, LOWEST_SCORE } from '../scorer';
import { leftByGates } from './gates';
import { headValue, linearValue } from './head';
import { KOREAN_COMPLEXITY_PART, koreanQualityPart } from './koreanReading';
import type { ScoringModel } from './modelFiles';
import { turnRow, type TurnRow } from './turnRow';

export interface BuiltInScores {
  readonly complexityScore: number;
  readonly qualityScore: number;
}

/** Both scores of a turn whose texts were fitted. */
export function scoreTurn({ instruction, response }: Turn, model: ScoringModel): BuiltInScores {
  return scoresOfRow(turnRow(instruction, response, model), response, model);
}

/** What a row is scored with. */
export type Heads = Pick<ScoringModel, 'complexity' | 'quality' | 'soundness' | 'answerWording' | 'korean'>;

/** Both scores of a row of features; a response that says nothing has the lowest quality. */
export function scoresOfRow(row: TurnRow, response: string, heads: Heads): BuiltInScores {
  return {
    complexityScore: withinScores(readComplexity(row, heads)),
    qualityScore: saysSomething(response) ? qualityOf(row, response, heads) : LOWEST_SCORE,
  };
}

function readComplexity({ features, korean }: TurnRow, heads: Heads): number {
  const complexity = headValue(heads.complexity, features);
  if (korean === undefined) return complexity;
  return complexity + KOREAN_COMPLEXITY_PART * (linearValue(heads.korean.complexity, korean) - complexity);
}

/** The second reading learned from Korean turns alone, on the judge's scale: it needs no calibration. */
function qualityOf(row: TurnRow, response: string, heads: Heads): number {
  const { value, korean } = readQuality(row, heads);
  const left = (read: number): number => lowered(gatedQuality(withinScores(read), row.evidence), partLeft(response));
  const quality = calibrated(left(value));
  return korean === undefined ? quality : quality + korean.part * (left(korean.value) - quality);
}

/** How much lower soundness has to be than quality before it counts, and how sharply. */
const CLEAR_DAMAGE = 1;
const SHARPNESS = 2;
/** The part of what the answer's wording says that is counted: the two heads know some of it. */
const WORDING_PART = 0.6;

/** What the two heads of quality and the answer's wording say together, not yet held within 1 to 6. */
export interface QualityReading {
  readonly value: number;
  /** The part of the heads' value that is soundness, 0 to 1: nearly all where soundness is much lower. */
  readonly soundnessPart: number;
  /** What the answer's wording adds, in points. */
  readonly wording: number;
  /** The second reading of a Korean turn and the part of the score that it makes, 0 to 1; absent of other turns. */
  readonly korean?: { readonly value: number; readonly part: number };
}

export function readQuality({ features, evidence, answerTerms, korean }: TurnRow, heads: Heads): QualityReading {
  const usual = headValue(heads.quality, features);
  const sound = headValue(heads.soundness, features);
  const soundnessPart = 1 / (1 + Math.exp(SHARPNESS * (CLEAR_DAMAGE - (usual - sound))));
  // Words out of a good answer stay good words where the answer is spoiled.
  const wording = (1 - soundnessPart) * WORDING_PART * heads.answerWording.value(answerTerms);
  const damage = soundnessPart * (sound - usual);
  const reading = { value: usual + damage + wording, soundnessPart, wording };
  if (korean === undefined) return reading;
  const second = linearValue(heads.korean.quality, korean) + damage;
  return { ...reading, korean: { value: second, part: koreanQualityPart(evidence) } };
}

/** The quality that the gates leave. */
export function gatedQuality(quality: number, evidence: readonly number[]): number {
  return lowered(
    quality,
    leftByGates(evidence).reduce((left, part) => left * part, 1),
  );
}

/** The part of a quality above the lowest score that an answer keeps which may be nothing but a refusal. */
export function partLeft(response: string): number {
  return isBareRefusal(response) ? LEFT_OF_A_REFUSAL : 1;
}

const LEFT_OF_A_REFUSAL = 0.4;

/** A quality of which a part is left, above the lowest score. */
export function lowered(quality: number, part: number): number {
  return LOWEST_SCORE + (quality - LOWEST_SCORE) * part;
}

/**
 * What the judge gave on average where quality came out as the first number, instruction held out: what resembles damage
 * in judged turns is mostly none. The order of answers stays as it is; the lowest qualities keep theirs.
 */
const CALIBRATION: readonly (readonly [quality: number, judged: number])[] = [
  [1, 1],
  [1.4, 1.7],
  [1.9, 2.6],
  [2.4, 3.05],
  [2.9, 3.4],
  [3.2, 3.7],
  [3.6, 4.02],
  [4, 4.33],
  [4.4, 4.6],
  [4.8, 4.87],
  [6, 5.6],
];

/** A quality on the judge's scale. @param quality 1 to 6 */
export function calibrated(quality: number): number {
  const above = Math.max(
    1,
    CALIBRATION.findIndex(([value]) => quality <= value),
  );
  const [low, judgedLow] = CALIBRATION[above - 1] ?? [LOWEST_SCORE, LOWEST_SCORE];
  const [high, judgedHigh] = CALIBRATION[above] ?? [HIGHEST_SCORE, HIGHEST_SCORE];
  return judgedLow + ((quality - low) / (high - low)) * (judgedHigh - judgedLow);
}

/** Whether a response has more than marks; letters and symbols that show nothing, as Hangul fillers, say nothing. */
export function saysSomething(response: string): boolean {
  for (const [character] of response.matchAll(/[\p{L}\p{N}\p{S}]/gu)) if (!isBlank(character)) return true;
  return false;
}

export function withinScores(value: number): number {
  return Math.min(HIGHEST_SCORE, Math.max(LOWEST_SCORE, value));
}
