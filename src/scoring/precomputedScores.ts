import type { CarriedScores } from '../dataset/conversation';
import { HIGHEST_SCORE, LOWEST_SCORE, type TurnScore } from './scorer';

/**
 * The scores that a row carries, one result a turn. A number that no scorer can have written (outside 1-6) is refused
 * with its reason, never clamped; where the count of numbers does not fit the turns, no turn is scored, because it is
 * not known which number belongs to which turn.
 */
export function scoresFromRow(carried: CarriedScores | undefined, turnCount: number): TurnScore[] {
  const reason = rowProblem(carried, turnCount);
  if (carried === undefined || reason !== undefined) {
    return Array.from({ length: turnCount }, () => ({ unscoredReason: reason ?? 'row carries no scores' }));
  }
  return carried.complexityScores.map((complexity, index) =>
    turnScore(complexity, carried.qualityScores[index] ?? null),
  );
}

function rowProblem(carried: CarriedScores | undefined, turnCount: number): string | undefined {
  if (carried === undefined) return 'row carries no complexity_scores and no quality_scores';
  return (
    listProblem('complexity_scores', carried.complexityScores, turnCount) ??
    listProblem('quality_scores', carried.qualityScores, turnCount)
  );
}

function listProblem(field: string, scores: readonly (number | null)[], turnCount: number): string | undefined {
  if (scores.length === turnCount) return undefined;
  if (scores.length === 0) return `row carries no ${field}`;
  return `${count(scores.length, 'number')} in ${field} for ${count(turnCount, 'turn')}`;
}

function count(amount: number, thing: string): string {
  return `${amount} ${thing}${amount === 1 ? '' : 's'}`;
}

function turnScore(complexity: number | null, quality: number | null): TurnScore {
  const unscoredReason = scoreProblem('complexity score', complexity) ?? scoreProblem('quality score', quality);
  if (unscoredReason !== undefined || complexity === null || quality === null) {
    return { unscoredReason: unscoredReason ?? 'row carries no score' };
  }
  return { complexityScore: complexity, qualityScore: quality };
}

function scoreProblem(name: string, score: number | null): string | undefined {
  if (score === null || Number.isNaN(score)) return `row carries no ${name}`;
  if (score < LOWEST_SCORE || score > HIGHEST_SCORE) {
    return `${name} ${score} is outside ${LOWEST_SCORE} to ${HIGHEST_SCORE}`;
  }
  return undefined;
}
