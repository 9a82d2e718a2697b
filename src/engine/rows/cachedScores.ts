import type { TurnScore } from '../../scoring/scorer';
import type { CachedTurnScore } from '../../storage/scoreCache';

/** A scorer's answer in the flat form in which it is kept. */
export function toCached(score: TurnScore): CachedTurnScore {
  if ('unscoredReason' in score) {
    return {
      complexityScore: Number.NaN,
      qualityScore: Number.NaN,
      note: score.unscoredReason,
      outsideLanguage: false,
    };
  }
  return {
    complexityScore: score.complexityScore,
    qualityScore: score.qualityScore,
    note: score.truncated ?? null,
    outsideLanguage: score.outsideLanguage ?? false,
  };
}
