import type { TurnScore } from '../../scoring/scorer';
import type { CachedTurnScore } from '../../storage/scoreCache';

/** A scorer's answer in the flat form in which it is kept; a `temporary` one is not. */
export interface ComputedTurnScore extends CachedTurnScore {
  readonly temporary?: true;
}

export function toCached(score: TurnScore): ComputedTurnScore {
  if ('unscoredReason' in score) {
    return {
      complexityScore: Number.NaN,
      qualityScore: Number.NaN,
      note: score.unscoredReason,
      outsideLanguage: false,
      ...(score.temporary === true ? { temporary: true } : {}),
    };
  }
  return {
    complexityScore: score.complexityScore,
    qualityScore: score.qualityScore,
    note: score.truncated ?? null,
    outsideLanguage: score.outsideLanguage ?? false,
  };
}
