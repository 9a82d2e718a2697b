import type { Conversation } from '../../dataset/conversation';
import type { JsonObject } from '../../dataset/formats/format';
import type { TurnQuestion } from '../../choices/signalModels';
import type { TurnValue } from '../../scoring/turnValues/turnValuer';
import type { SignalValue } from '../../protocol/signals';
import type { PoolResults } from '../results/poolResults';
import type { MeasuredRow } from './derived/measuredRow';

/** The value of a row; NaN where it has none. */
export type ValueOfRow = (row: number) => number;

/** A signal of rows that runs give. */
export interface RowResultSignal {
  /** null = no run has given any value. */
  valuesOf(results: PoolResults): ValueOfRow | null;
}

/** A signal of turns that runs give; `valuesOf` is the mean over the turns of a row. */
export interface TurnResultSignal extends RowResultSignal {
  /** One a turn of the row, NaN where it has none; null = no run has given any value. */
  turnValuesOf(results: PoolResults): ((row: number) => number[]) | null;
}

/** A signal that follows from the text of a row alone; kept once the row has been read. */
export interface ComputedSignal {
  valueOf(conversation: Conversation): number;
}

/** A signal that follows from a row that was read; made when it is asked for. */
export interface TextSignal {
  /** @returns undefined where the row has none */
  derive(row: MeasuredRow): SignalValue | undefined;
}

/** A signal that follows from a row and those before it; made when it is asked for. */
export interface SequenceSignal {
  /** To be told of every row once, in file order. */
  begin(): TextSignal;
}

/** A signal that follows from the keys of a row as they stand in the file; made when it is asked for. */
export interface KeySignal {
  /** @param file name of the row's file @returns undefined where the row has none */
  pick(row: JsonObject, file: string): SignalValue | undefined;
}

/** A signal that models are asked for about every turn. */
export interface ModelSignal {
  /**
   * The value of a row, from what was answered about its turns, by question and turn; of direct scores nothing, which a
   * scorer gives.
   * @returns undefined where the row has none
   */
  combine(answers: Readonly<Partial<Record<TurnQuestion, readonly TurnValue[]>>>): SignalValue | undefined;
}

export type DerivedSignal = TextSignal | SequenceSignal | KeySignal;
