import type { Turn } from '../../dataset/conversation';
import { isBareRefusal } from '../features/responseFeatures';
import { HIGHEST_SCORE, LOWEST_SCORE } from '../scorer';
import { leftByGates } from './gates';
import { headValue } from './head';
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
export type Heads = Pick<ScoringModel, 'complexity' | 'quality' | 'soundness'>;

/** Both scores of a row of features; an empty response has the lowest quality. */
export function scoresOfRow({ features, evidence }: TurnRow, response: string, heads: Heads): BuiltInScores {
  return {
    complexityScore: withinScores(headValue(heads.complexity, features)),
    qualityScore: saysSomething(response)
      ? calibrated(
          lowered(gatedQuality(withinScores(readQuality(features, heads).value), evidence), partLeft(response)),
        )
      : LOWEST_SCORE,
  };
}

/** How much lower soundness has to be than quality before it counts, and how sharply. */
const CLEAR_DAMAGE = 0.7;
const SHARPNESS = 5;

/** What the two heads of quality say together, not yet held within 1 to 6. */
export interface QualityReading {
  readonly value: number;
  /** The part of it that is soundness, 0 to 1: nearly all where soundness is much lower. */
  readonly soundnessPart: number;
}

export function readQuality(features: Float64Array, { quality, soundness }: Heads): QualityReading {
  const usual = headValue(quality, features);
  const sound = headValue(soundness, features);
  const soundnessPart = 1 / (1 + Math.exp(SHARPNESS * (CLEAR_DAMAGE - (usual - sound))));
  return { value: usual + soundnessPart * (sound - usual), soundnessPart };
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
  [2.3, 2.95],
  [2.8, 3.3],
  [3.3, 3.63],
  [3.75, 4],
  [4.2, 4.42],
  [4.65, 4.8],
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

export function saysSomething(response: string): boolean {
  return /[\p{L}\p{N}\p{S}]/u.test(response);
}

export function withinScores(value: number): number {
  return Math.min(HIGHEST_SCORE, Math.max(LOWEST_SCORE, value));
}
