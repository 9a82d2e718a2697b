import type { AnswerOf } from '../../evol/run/recordedAnswer';
import type { JudgedPair, PairwiseResult } from '../types';
import type { OutputPair, PairedOutputs } from './outputs';
import { isIdentical, pairState, type PairState } from './pairState';
import { wilsonInterval } from './wilson';

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
  const judged = stated.filter(({ state }) => typeof state.judged?.preference === 'string');
  const preferences = judged.map(({ state }) => state.judged?.preference);
  const count = (wanted: unknown): number => preferences.filter((preference) => preference === wanted).length;
  const failed = (why: PairState['failed']): number => stated.filter(({ state }) => state.failed === why).length;
  const [wins, ties, losses] = [count('a'), count('tie'), count('b')];
  const winRate = judged.length === 0 ? null : (wins + ties / 2) / judged.length;
  const lengths = { a: meanLength(judged, 'a'), b: meanLength(judged, 'b') };
  return {
    kind: 'pairwise',
    a: { name: names.a, meanLength: lengths.a },
    b: { name: names.b, meanLength: lengths.b },
    ...about,
    complete: stated.every(({ state }) => state.pending.length === 0),
    pairs: pairs.length,
    judged: judged.length,
    ...{ wins, ties, losses },
    flips: judged.filter(({ state }) => state.judged !== undefined && isFlip(state.judged)).length,
    identical: pairs.filter(isIdentical).length,
    unjudged: { refused: failed('refused'), unreadable: failed('unreadable') },
    ...{ onlyInA, onlyInB, winRate },
    interval: winRate === null ? null : wilsonInterval(winRate, judged.length),
    lengthDifference: lengths.a === null || lengths.b === null ? null : lengths.a - lengths.b,
  };
}

function isFlip({ verdicts: { aFirst, bFirst } }: JudgedPair): boolean {
  return aFirst !== bFirst && aFirst !== 'tie' && bFirst !== 'tie';
}

/** In characters, as people count them: not in UTF-16 units. */
function meanLength(judged: readonly StatedPair[], side: 'a' | 'b'): number | null {
  if (judged.length === 0) return null;
  return judged.reduce((sum, { pair }) => sum + Array.from(pair[side]).length, 0) / judged.length;
}
