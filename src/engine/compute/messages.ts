import type { ModelEmbedderChoice } from '../../choices/embedders';
import type { ModelScorerChoice } from '../../choices/scorers';
import type { OnnxLanguageModel } from '../../choices/signalModels';
import type { ExecutionProvider } from '../../common/executionProvider';
import type { Turn } from '../../dataset/conversation';
import type { Embedder } from '../../embedding/embedder';
import type { WireError } from '../../protocol/requests';
import type { FitTask, FittedHead } from '../../training/ordinalHead';
import type { ScoreReasons, Scorer, TurnScore } from '../../scoring/scorer';
import type { TurnValue, TurnValuer } from '../../scoring/turnValues/turnValuer';
import type { Message } from '../../common/message';

/** What the person should know of how a model runs, in words. */
interface Remarks {
  readonly remarks: readonly Message[];
}

export type ScorerDescription = Pick<Scorer, 'identity' | 'batchSize'> & Remarks & { readonly explains: boolean };
export interface EmbedderDescription extends Omit<Embedder, 'embed' | 'outlines' | 'dispose'>, Remarks {
  /** Those of its outlines; absent where it has none. */
  readonly outlineSections?: readonly number[];
}

export type LanguageModelDescription = Pick<TurnValuer, 'identity'> & Remarks;

/** What a compute worker can be asked for. */
export interface ComputeTasks {
  describeScorer: { input: null; output: ScorerDescription };
  describeEmbedder: { input: null; output: EmbedderDescription };
  score: { input: readonly Turn[]; output: TurnScore[] };
  explain: { input: readonly Turn[]; output: (ScoreReasons | null)[] };
  embed: { input: readonly string[]; output: Float32Array };
  outline: { input: readonly string[]; output: Float32Array };
  /** Row-major turns × ROW_FEATURES. */
  turnFeatures: { input: readonly Turn[]; output: Float64Array };
  describeLanguageModel: { input: null; output: LanguageModelDescription };
  likelihood: {
    input: { readonly question: 'given' | 'alone'; readonly turns: readonly Turn[] };
    output: TurnValue[];
  };
  fitHead: { input: FitTask; output: FittedHead };
}

export type ComputeTask = keyof ComputeTasks;

/** Ends the task that the worker is at, as soon as it can. */
export const CANCEL_TASK = 'cancel';

export interface ComputeRequest<T extends ComputeTask = ComputeTask> {
  readonly task: T;
  readonly input: ComputeTasks[T]['input'];
}

export type ComputeResponse = { readonly output: unknown } | { readonly error: WireError };

/** Which models a worker holds, and how it runs them. */
export interface ComputeWorkerData {
  /** Folder of the built-in models. */
  readonly modelDir: string;
  /** Cores that one run may use. */
  readonly threads: number;
  readonly provider: ExecutionProvider;
  readonly scorer?: ModelScorerChoice;
  readonly embedder?: ModelEmbedderChoice;
  readonly languageModel?: OnnxLanguageModel;
}
