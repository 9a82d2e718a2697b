import type { SIGNALS, SignalId } from '../../protocol/signals';
import { COMPLEXITY_SCORE, EVOL_SCORE, QUALITY_SCORE } from './scores';
import type { ComputedSignal, RowResultSignal, TurnResultSignal } from './signalSource';
import { SIMILARITY } from './similarity';
import { TURNS } from './turns';

type SourceOf<S extends SignalId> = (typeof SIGNALS)[S]['origin'] extends 'computed'
  ? ComputedSignal
  : (typeof SIGNALS)[S]['scope'] extends 'turn'
    ? TurnResultSignal
    : RowResultSignal;

/** Where the values of every signal come from. */
export const SIGNAL_SOURCES: { readonly [S in SignalId]: SourceOf<S> } = {
  evolScore: EVOL_SCORE,
  complexityScore: COMPLEXITY_SCORE,
  qualityScore: QUALITY_SCORE,
  similarity: SIMILARITY,
  turns: TURNS,
};
