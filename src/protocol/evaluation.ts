import type { MessageArgument } from '../common/message';
import type { ByRole, EvaluationPlan, EvaluationResult, LmEvalModel } from '../evaluation/types';
import type { Caps } from '../evol/run/spendingCap';

export { DEFAULT_MAX_TOKENS } from '../evaluation/types';
export type { ByRole, EvaluationPlan, EvaluationResult, LmEvalModel, LmEvalWarning } from '../evaluation/types';

export interface ServedModel {
  /** Such as `http://localhost:8000/v1`. */
  readonly baseUrl: string;
  /** As its server names it. */
  readonly model: string;
}

export interface EvaluationModels {
  /** The one that is judged; absent where its outputs are there already. */
  readonly answer?: ServedModel;
  /** What it is compared with; absent likewise, and where nothing is compared. */
  readonly opponent?: ServedModel;
  readonly judge: ServedModel;
}

export interface EvaluationOf {
  readonly plan: EvaluationPlan;
  readonly models: EvaluationModels;
}

export interface EvaluateRequest extends EvaluationOf {
  /** Where it is kept: an absolute path. */
  readonly folder: string;
  /** At once, per server; absent = found out while running. */
  readonly concurrency?: number;
  /** Over all resumptions; tokens count by `weights`. */
  readonly caps: Caps;
  /** What a token of each model counts, such as its price; absent = 1 each. */
  readonly weights?: ByRole;
  /** Only the first items, by which to see whether the models do the work; or all. */
  readonly part: 'pilot' | 'all';
}

/** What of an evaluation is asked. */
export interface EvaluationSpent {
  readonly requests: number;
  readonly tokens: ByRole;
}

export interface EvaluationEstimate extends EvaluationSpent {
  /** Pairs or questions. */
  readonly items: number;
  /** Whether something of it was asked already. */
  readonly begun: boolean;
}

export interface EvaluateSummary {
  readonly result: EvaluationResult;
  readonly items: number;
  /** Whether each item of the part is done. */
  readonly complete: boolean;
  readonly spent: EvaluationSpent;
  /** Which cap ended the work. */
  readonly stoppedBy?: keyof Caps;
  /** Items that a model failed at, for another time. */
  readonly left: number;
  /** How it failed last; there when items are left. */
  readonly failure?: MessageArgument;
  /** What the items that are not done will take, going by those that are. */
  readonly rest: EvaluationSpent & { readonly items: number };
}

/** What a folder of lm-evaluation-harness holds, and how to get it. */
export interface LmEvalSummary {
  readonly models: readonly LmEvalModel[];
  /** A line for each task, with the leaderboard's shots. */
  readonly commands: readonly string[];
}

/** Enough items to see whether the models do the work, before the rest is paid for. */
export const PILOT_ITEMS = 10;
