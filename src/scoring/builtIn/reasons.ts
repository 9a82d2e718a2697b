import type { Turn } from '../../dataset/conversation';
import { say } from '../../messages/say';
import { inEnglish } from '../../messages/wording';
import { LOWEST_SCORE, type ScoreReason, type ScoreReasons } from '../scorer';
import { GATE_NAMES, leftByGates } from './gates';
import { headContributions, type LinearModel } from './head';
import { KOREAN_COMPLEXITY_PART, koreanContributions } from './koreanReading';
import type { ScoringModel } from './modelFiles';
import { GROUP_NAMES, GROUP_OF_FEATURE, GROUP_OF_GATE, GROUP_OF_KOREAN_INPUT, type GroupName } from './reasonGroups';
import { reasonText } from './reasonTexts';
import { factsOf, type TurnFacts } from './turnFacts';
import { ROW_FEATURES, turnRow, type TurnRow } from './turnRow';
import {
  calibrated,
  gatedQuality,
  lowered,
  partLeft,
  readQuality,
  saysSomething,
  withinScores,
  type QualityReading,
} from './turnScores';

const MOST_REASONS = 3;
/** Less than this is hardly seen in scores with two decimals, and mostly no single cause. */
const LEAST_EFFECT = 0.05;

/** A part of what moved a score, and what it speaks of. */
interface Cause {
  readonly group: GroupName;
  /** Of `ROW_FEATURES`; absent where a gate or a rule moved the score. */
  readonly feature?: string;
  readonly effect: number;
}

/** Both scores of a turn taken apart: the strongest reasons of each, as far as they moved it. */
export function explainTurn(turn: Turn, model: ScoringModel): ScoreReasons {
  const row = turnRow(turn.instruction, turn.response, model);
  const facts = factsOf(turn, row, model.quality.linear);
  const reading = readQuality(row, model);
  return {
    complexity: strongest(reasonsOf('complexity', complexityCauses(row, model), facts)),
    quality: strongest(
      saysSomething(turn.response)
        ? reasonsOf('quality', qualityCauses(turn, row, reading, model), facts)
        : [{ said: say('answer.none'), effect: LOWEST_SCORE - calibrated(withinScores(reading.value)) }],
    ),
  };
}

function complexityCauses({ features, korean }: TurnRow, model: ScoringModel): Cause[] {
  const causes = causesOf(headContributions(model.complexity, features));
  if (korean === undefined) return causes;
  return [
    ...scaled(causes, 1 - KOREAN_COMPLEXITY_PART),
    ...scaled(koreanCauses(model.korean.complexity, korean), KOREAN_COMPLEXITY_PART),
  ];
}

/** The parts of quality, those of both readings where a turn was read twice. */
function qualityCauses(turn: Turn, row: TurnRow, reading: QualityReading, model: ScoringModel): Cause[] {
  const causes = usualCauses(turn, row, reading, model);
  if (row.korean === undefined || reading.korean === undefined) return causes;
  const { value, part } = reading.korean;
  const read = withinScores(value);
  const gated = gatedQuality(read, row.evidence);
  const second: Cause[] = [
    ...koreanCauses(model.korean.quality, row.korean),
    ...causesOf(damages(model, row.features).map((lowers) => reading.soundnessPart * lowers)),
    ...gateCauses(gated - read, row.evidence),
    { group: 'refusal', effect: lowered(gated, partLeft(turn.response)) - gated },
  ];
  return [...scaled(causes, 1 - part), ...scaled(second, part)];
}

function scaled(causes: readonly Cause[], part: number): Cause[] {
  return causes.map((cause) => ({ ...cause, effect: cause.effect * part }));
}

/** The parts of what the heads and the wording say, scaled as the calibration scales what they make together. */
function usualCauses(
  { response }: Turn,
  { features, evidence }: TurnRow,
  { value, soundnessPart, wording }: QualityReading,
  model: ScoringModel,
): Cause[] {
  const contributions = blended(model, features, soundnessPart);
  const usual = value - wording - contributions.reduce((sum, effect) => sum + effect, 0);
  const read = withinScores(value);
  const gated = gatedQuality(read, evidence);
  const found = lowered(gated, partLeft(response));
  const scale = found === usual ? 1 : (calibrated(found) - calibrated(usual)) / (found - usual);
  const causes: Cause[] = [
    ...causesOf(contributions),
    { group: 'answerWording', effect: wording },
    ...gateCauses(gated - read, evidence),
    { group: 'refusal', effect: found - gated },
  ];
  return scaled(causes, scale);
}

/** Contributions to what the two heads of quality say together. */
function blended(model: ScoringModel, features: Float64Array, soundnessPart: number): Float64Array {
  const damage = damages(model, features);
  return headContributions(model.quality, features).map((usual, index) => usual + soundnessPart * (damage[index] ?? 0));
}

/** By how much each feature's contribution to soundness is above that to quality. */
function damages({ quality, soundness }: ScoringModel, features: Float64Array): Float64Array {
  const usual = headContributions(quality, features);
  return headContributions(soundness, features).map((sound, index) => sound - (usual[index] ?? 0));
}

function koreanCauses(reading: LinearModel, inputs: Float64Array): Cause[] {
  return Array.from(koreanContributions(reading, inputs), (effect, index) => ({
    group: GROUP_OF_KOREAN_INPUT[index] as GroupName,
    effect,
  }));
}

/** @param contributions in the order of `ROW_FEATURES` */
function causesOf(contributions: Float64Array): Cause[] {
  return ROW_FEATURES.map((feature, index) => ({
    group: GROUP_OF_FEATURE[index] as GroupName,
    feature,
    effect: contributions[index] ?? 0,
  }));
}

/** What each gate takes away, as a part of what they take together. */
function gateCauses(taken: number, evidence: readonly number[]): Cause[] {
  const shares = leftByGates(evidence).map((left) => -Math.log(left));
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (total === 0) return [];
  return GATE_NAMES.map((name, index) => ({
    group: GROUP_OF_GATE[name],
    effect: (taken * (shares[index] ?? 0)) / total,
  }));
}

/** A reason for each group; those that come to the same words are one. */
function reasonsOf(score: keyof ScoreReasons, causes: readonly Cause[], facts: TurnFacts): ScoreReason[] {
  const effects = new Map<string, ScoreReason>();
  for (const group of GROUP_NAMES) {
    const parts = causes.filter((cause) => cause.group === group);
    const effect = parts.reduce((sum, part) => sum + part.effect, 0);
    const said = reasonText(group, facts, { score, feature: decisive(parts, effect), raises: effect > 0 });
    const words = inEnglish(said);
    effects.set(words, { said, effect: (effects.get(words)?.effect ?? 0) + effect });
  }
  return [...effects.values()];
}

/** The feature that did most of a group's effect. */
function decisive(parts: readonly Cause[], effect: number): string {
  const inDirection = (cause: Cause): number => Math.sign(effect) * cause.effect;
  const features = parts.filter(({ feature }) => feature !== undefined);
  return features.reduce((most, cause) => (inDirection(cause) > inDirection(most) ? cause : most)).feature ?? '';
}

function strongest(reasons: readonly ScoreReason[]): ScoreReason[] {
  return reasons
    .filter(({ effect }) => Math.abs(effect) >= LEAST_EFFECT)
    .sort((first, second) => Math.abs(second.effect) - Math.abs(first.effect))
    .slice(0, MOST_REASONS);
}
