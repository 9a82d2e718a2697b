import type { ChainPlan } from '../chain/chainPlan';
import { chainState } from '../chain/chainState';
import type { PendingRequest } from '../chain/chainState';
import type { OpenRun } from '../run/runFolder';
import { SpendingCap, type Caps } from '../run/spendingCap';
import { askAll, type AskingOptions, type AskingOutcome, type AskingTask } from './askAll';
import type { ModelsByRole } from './askModels';

export type AnnotatingRole = PendingRequest['role'];

export interface AnnotateOptions extends Omit<AskingOptions<AnnotatingRole>, 'cap'> {
  /** Which chains to work on. */
  readonly plans: readonly ChainPlan[];
  /** On everything that the run takes. */
  readonly caps: Caps;
}

/** Works on chains, each of which is a task. @throws DeitaError as `askAll` does */
export function annotate(
  run: OpenRun,
  models: ModelsByRole<AnnotatingRole>,
  { plans, caps, ...options }: AnnotateOptions,
): Promise<AskingOutcome> {
  const rules = run.description.parameters;
  const tasks = plans.map(
    (plan): AskingTask<AnnotatingRole> =>
      () =>
        chainState(plan, rules, run.answerOf).pending,
  );
  return askAll(run, models, tasks, { ...options, cap: new SpendingCap(caps, run.spent) });
}
