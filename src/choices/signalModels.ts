import type { ServerScorerChoice } from './scorers/server';
import type { ServedRole, ServerUse } from './servedRole';

/** A model behind an OpenAI-compatible server that signals are made by. Its key is never part of a choice. */
export interface ServedSignalModel {
  readonly kind: 'server';
  /** Such as `http://localhost:8000/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** Most requests under way at once; absent = found out while running. */
  readonly concurrency?: number;
}

/** A folder with a causal language model. */
export interface OnnxLanguageModel {
  readonly kind: 'onnx';
  /** Absolute. */
  readonly model: string;
}

/** What says how probable given texts are. */
export type LanguageModelChoice = ServedSignalModel | OnnxLanguageModel;

/** A chat model that says of each turn what it is asked. */
export interface JudgeChoice extends ServedSignalModel {
  /** The tags that it may give; absent = our own. */
  readonly vocabulary?: readonly string[];
}

/**
 * What models say of a turn, each kept by its content: how probable the response is given the instruction, and alone; the
 * instruction's tags; the number of nodes of its semantic tree; the rating of the turn that the model expects.
 */
export type TurnQuestion = 'given' | 'alone' | JudgeQuestionName;

/** What a judge is asked. */
export type JudgeQuestionName = 'tags' | 'nodes' | 'rating';

/** One question about every turn of a pool, and the model that it is put to. */
export type SignalModelUse =
  | { readonly question: 'given' | 'alone'; readonly model: LanguageModelChoice }
  | { readonly question: JudgeQuestionName; readonly model: JudgeChoice };

/** A judge as a scorer: *direct scoring*. */
export function directScorer({ baseUrl, model, concurrency }: JudgeChoice): ServerScorerChoice {
  return {
    kind: 'server',
    preset: 'other',
    baseUrl,
    complexityModel: model,
    qualityModel: model,
    ...(concurrency === undefined ? {} : { concurrency }),
    judge: true,
  };
}

const ROLES: Readonly<Record<TurnQuestion, ServedRole>> = {
  given: 'language',
  alone: 'language',
  tags: 'judge',
  nodes: 'judge',
  rating: 'judge',
};

/** The server that is asked; none for a folder. */
export function serversOfUse({ question, model }: SignalModelUse): ServerUse[] {
  return model.kind === 'server' ? [{ baseUrl: model.baseUrl, role: ROLES[question] }] : [];
}
