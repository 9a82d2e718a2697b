import type { Turn } from '../dataset/conversation';
import type { Message } from '../common/message';
import type { ModelIdentity } from '../common/modelIdentity';

/** The range of every complexity and quality score. */
export const LOWEST_SCORE = 1;
export const HIGHEST_SCORE = 6;

/** Both scores of a turn, each in [1, 6]; or the reason why there are none. A score is never invented. */
export type TurnScore = ScoredTurn | UnscoredTurn;

export interface ScoredTurn {
  readonly complexityScore: number;
  readonly qualityScore: number;
  /** What was cut before scoring, when the text did not fit the model's context. */
  readonly truncated?: Message;
  /** The text is in a language that the scorer was not trained on. */
  readonly outsideLanguage?: boolean;
}

/** One thing that moved a score, and by how many points. */
export interface ScoreReason {
  readonly said: Message;
  readonly effect: number;
}

/** Why a turn has its scores: the strongest reasons of each, strongest first. */
export interface ScoreReasons {
  readonly complexity: readonly ScoreReason[];
  readonly quality: readonly ScoreReason[];
}

export interface UnscoredTurn {
  readonly unscoredReason: Message;
  /** The reason may be gone at another time (a server that failed): not kept, asked again by the next run. */
  readonly temporary?: true;
}

/** @param index into the turns of the call */
export type OnScore = (index: number, score: TurnScore) => void;

export interface Scorer {
  readonly identity: ModelIdentity;
  /** Turns that one call should hold for good throughput. */
  readonly batchSize: number;
  /**
   * Scores turns, each on its own; the result has the input's order and length and does not depend on how turns are
   * batched.
   * @param onScore may be told of each turn as soon as it is scored, so that it can be kept while others still run
   * @throws DeitaError `cancelled` when the signal fires
   */
  score(turns: readonly Turn[], signal?: AbortSignal, onScore?: OnScore): Promise<TurnScore[]>;
  /** Of a scorer whose runs are capped: one that counts on its own, for one run. */
  readonly forRun?: () => Scorer;
  /** What raised and lowered the scores of each turn, where the scorer can tell; null for a turn without scores. */
  readonly explain?: (turns: readonly Turn[]) => Promise<(ScoreReasons | null)[]>;
  dispose(): Promise<void>;
}
