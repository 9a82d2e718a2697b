import type { AnswerOf } from '../../evol/run/recordedAnswer';
import type { ByRole, EvaluationResult } from '../types';
import type { EvaluationRequest } from './askedTwice';

/** One thing to be judged: what it needs next after the answers that there are, nothing when it is done. */
export type EvaluationItem = (answerOf: AnswerOf) => readonly EvaluationRequest[];

export interface EvaluationCost {
  readonly requests: number;
  /** About, when nothing is asked twice. */
  readonly tokens: ByRole;
}

/** What is kept beside the answers once they are read: by the name of its file. */
export type EvaluationFiles = Readonly<Record<string, readonly object[]>>;

/** An evaluation as its files and models make it. It depends on answers alone, so that it can be stopped anywhere. */
export interface Evaluation {
  /** What another run of the same folder has to share: hashes of files and prompts, names of models. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Of our own: by the name of the file that shows it. */
  readonly prompts: Readonly<Record<string, string>>;
  readonly items: readonly EvaluationItem[];
  /** @param items the first so many */
  readonly cost: (items: number) => EvaluationCost;
  readonly result: (answerOf: AnswerOf) => EvaluationResult;
  readonly files: (answerOf: AnswerOf) => EvaluationFiles;
}
