import type { ModelIdentity } from '../../common/modelIdentity';
import type { Turn } from '../../dataset/conversation';

/** What a model says of a turn; or why it says nothing. A value is never invented. */
export type TurnValue = { readonly value: number | readonly string[] | LikelihoodValue } | NoTurnValue;

/** How probable a response is: per token, a mean over several turns weighs each by its tokens. */
export interface LikelihoodValue {
  /** The sum of natural logarithms, 0 or less. */
  readonly logProbability: number;
  /** 1 or more. */
  readonly tokens: number;
}

export interface NoTurnValue {
  /** In English: it is kept, and shown to nobody. */
  readonly reason: string;
  /** It may be gone at another time: not kept, asked again by the next run. */
  readonly temporary?: true;
}

/** @param index into the turns of the call */
export type OnValue = (index: number, value: TurnValue) => void;

/** A model that is put one question about turns. */
export interface TurnValuer {
  readonly identity: ModelIdentity;
  /** Turns that one call should hold for good throughput. */
  readonly batchSize: number;
  /**
   * Each turn on its own; in the order of the turns.
   * @param onValue may be told of each as soon as it is there
   * @throws DeitaError `cancelled`, and what concerns the model and not one turn
   */
  value(turns: readonly Turn[], signal?: AbortSignal, onValue?: OnValue): Promise<TurnValue[]>;
  dispose(): Promise<void>;
}

/** What stands before a response whose probability given the instruction is asked for. */
export function contextOf({ instruction }: Turn): string {
  return instruction === '' ? '' : `${instruction}\n`;
}

/** @returns why the turn needs no model; undefined where it does */
export function unaskable(turn: Turn): NoTurnValue | undefined {
  return turn.response === '' ? { reason: 'there is no response' } : undefined;
}

export function likelihoodValue({ logProbability, tokens }: LikelihoodValue): TurnValue {
  return tokens === 0
    ? { reason: 'the response has no token that anything stands before' }
    : { value: { logProbability, tokens } };
}
