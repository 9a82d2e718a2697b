import type { Message } from '../common/message';
import type { CarriedScores } from '../dataset/conversation';
import { say } from '../messages/say';
import { HIGHEST_SCORE, LOWEST_SCORE, type TurnScore } from './scorer';

/** Of many rows, and the same of all. */
const NONE = say('carried.none');
const NO_COMPLEXITY = say('carried.noComplexity');
const NO_QUALITY = say('carried.noQuality');

/**
 * The scores that a row carries, one result a turn. A number that no scorer can have written (outside 1-6) is refused
 * with its reason, never clamped; where the count of numbers does not fit the turns, no turn is scored, because it is
 * not known which number belongs to which turn.
 */
export function scoresFromRow(carried: CarriedScores | undefined, turnCount: number): TurnScore[] {
  if (carried === undefined) return unscored(NONE, turnCount);
  const { complexityScores, qualityScores } = carried;
  const problem =
    listProblem('complexity_scores', complexityScores, turnCount) ??
    listProblem('quality_scores', qualityScores, turnCount);
  if (problem !== undefined) return unscored(problem, turnCount);
  return complexityScores.map((complexity, index) => turnScore(complexity, qualityScores[index] ?? null));
}

function unscored(unscoredReason: Message, turnCount: number): TurnScore[] {
  return Array.from({ length: turnCount }, () => ({ unscoredReason }));
}

function listProblem(field: string, scores: readonly (number | null)[], turnCount: number): Message | undefined {
  if (scores.length === turnCount) return undefined;
  if (scores.length === 0) return say('carried.noField', { field });
  const [numbers, turns] = [say('some.numbers', { count: scores.length }), say('some.turns', { count: turnCount })];
  return say('carried.otherCount', { numbers, field, turns });
}

function turnScore(complexityScore: number | null, qualityScore: number | null): TurnScore {
  if (isMissing(complexityScore)) return { unscoredReason: NO_COMPLEXITY };
  if (isOutside(complexityScore)) return { unscoredReason: say('carried.outsideComplexity', limits(complexityScore)) };
  if (isMissing(qualityScore)) return { unscoredReason: NO_QUALITY };
  if (isOutside(qualityScore)) return { unscoredReason: say('carried.outsideQuality', limits(qualityScore)) };
  return { complexityScore, qualityScore };
}

function isMissing(score: number | null): score is null {
  return score === null || Number.isNaN(score);
}

function isOutside(score: number): boolean {
  return score < LOWEST_SCORE || score > HIGHEST_SCORE;
}

function limits(score: number): Record<'score' | 'lowest' | 'highest', string> {
  return { score: String(score), lowest: String(LOWEST_SCORE), highest: String(HIGHEST_SCORE) };
}
