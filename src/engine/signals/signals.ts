import type { SIGNALS, SignalId } from '../../protocol/signals';
import { DUPLICATE_OF } from './derived/duplicateOf';
import { LANGUAGE } from './derived/language';
import { INSTRUCTION_LENGTH, RESPONSE_LENGTH, TOKENS, TOTAL_LENGTH } from './derived/lengths';
import { CODE_SHARE, MATHS_SHARE } from './derived/markedShares';
import { FILE, FORMAT, SOURCE } from './derived/origin';
import { DIRECT_SCORE, IFD, INSTRUCTION_NODES, PERPLEXITY, RATING_EXPECTATION, TAGS } from './modelMade';
import { COMPLEXITY_SCORE, EVOL_SCORE, QUALITY_SCORE } from './scores';
import type { ComputedSignal, DerivedSignal, ModelSignal, RowResultSignal, TurnResultSignal } from './signalSource';
import { SIMILARITY } from './similarity';
import { ESTIMATED_TOKENS } from './estimatedTokens';
import { TURNS } from './turns';

type Origin<S extends SignalId> = (typeof SIGNALS)[S]['origin'];

type SourceOf<S extends SignalId> =
  Origin<S> extends 'computed'
    ? ComputedSignal
    : Origin<S> extends 'model'
      ? ModelSignal
      : Origin<S> extends 'derived'
        ? DerivedSignal
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
  estimatedTokens: ESTIMATED_TOKENS,
  instructionLength: INSTRUCTION_LENGTH,
  responseLength: RESPONSE_LENGTH,
  totalLength: TOTAL_LENGTH,
  tokens: TOKENS,
  language: LANGUAGE,
  source: SOURCE,
  file: FILE,
  format: FORMAT,
  codeShare: CODE_SHARE,
  mathsShare: MATHS_SHARE,
  duplicateOf: DUPLICATE_OF,
  perplexity: PERPLEXITY,
  ifd: IFD,
  tags: TAGS,
  directComplexity: DIRECT_SCORE,
  directQuality: DIRECT_SCORE,
  ratingExpectation: RATING_EXPECTATION,
  instructionNodes: INSTRUCTION_NODES,
};
