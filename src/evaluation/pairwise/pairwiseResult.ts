import type { AnswerOf } from '../../evol/run/recordedAnswer';
import type { PairwiseResult } from '../types';
import type { OutputPair, PairedOutputs } from './outputs';
import { isIdentical, pairState, type PairState } from './pairState';
import { tallied, unjudged } from './tally';

interface StatedPair {
  readonly pair: OutputPair;
  readonly state: PairState;
}

/** What the verdicts that there are come to. */
export function pairwiseResult(
  { names, pairs, onlyInA, onlyInB }: PairedOutputs,
  about: Pick<PairwiseResult, 'judge' | 'promptHash'>,
  answerOf: AnswerOf,
): PairwiseResult {
  const stated = pairs.map((pair): StatedPair => ({ pair, state: pairState(pair, answerOf) }));
  const verdicts = stated.flatMap(({ state }) => state.verdict ?? []);
  const judged = stated.filter(({ state }) => typeof state.verdict?.preference === 'string');
  const lengths = { a: meanLength(judged, 'a'), b: meanLength(judged, 'b') };
  const { winRate, interval, ...counts } = tallied(verdicts);
  return {
    kind: 'pairwise',
    a: { name: names.a, meanLength: lengths.a },
    b: { name: names.b, meanLength: lengths.b },
    ...about,
    complete: stated.every(({ state }) => state.pending.length === 0),
    pairs: pairs.length,
    ...counts,
    identical: pairs.filter(isIdentical).length,
    unjudged: unjudged(verdicts),
    ...{ onlyInA, onlyInB, winRate, interval },
    lengthDifference: lengths.a === null || lengths.b === null ? null : lengths.a - lengths.b,
  };
}

/** In characters, as people count them: not in UTF-16 units. */
function meanLength(judged: readonly StatedPair[], side: 'a' | 'b'): number | null {
  if (judged.length === 0) return null;
  return judged.reduce((sum, { pair }) => sum + Array.from(pair[side]).length, 0) / judged.length;
}
