import { type DeitaError, isCancelled, throwIfAborted } from '../../common/errors';
import { linkedAbort } from '../../common/linkedAbort';
import type { ChainPlan } from '../chain/chainPlan';
import { chainState, type ChainRules, type PendingRequest } from '../chain/chainState';
import { isPassing } from '../chat/chatFailure';
import type { OpenRun } from '../run/runFolder';
import { CapReached, SpendingCap, type Caps } from '../run/spendingCap';
import { ModelAsker, type RunModels } from './askModels';

export interface AnnotateOptions {
  /** Which chains to work on. */
  readonly plans: readonly ChainPlan[];
  readonly caps: Caps;
  readonly signal?: AbortSignal | undefined;
  /** @param done chains that are complete */
  readonly onProgress?: (done: number) => void;
  /** An answer is kept. */
  readonly onAnswer?: () => void;
}

export interface AnnotateOutcome {
  /** Chains that are complete now, of those worked on. */
  readonly done: number;
  /** Chains that a failing model left for another time. */
  readonly left: number;
  /** The last failure, where chains were left. */
  readonly failure?: DeitaError;
  /** Which cap ended the work before all chains were done. */
  readonly stoppedBy?: keyof Caps;
}

/** Enough for a server to be kept busy; how many requests a model gets at once is its client's business. */
const CHAINS_AT_ONCE = 64;
/** So many chains failing one after the other are no accident of these chains. */
const MOST_FAILURES_IN_A_ROW = 20;

/**
 * Works on chains until each is done, a cap is reached or the server fails for good. What was answered before is not
 * asked again.
 * @throws DeitaError `cancelled`; what is wrong with the server
 */
export function annotate(run: OpenRun, models: RunModels, options: AnnotateOptions): Promise<AnnotateOutcome> {
  return new Annotation(run, models, options).finish();
}

class Annotation {
  private readonly asker: ModelAsker;
  private readonly rules: ChainRules;
  private readonly queue: ChainPlan[];
  private done = 0;
  private left = 0;
  private failuresInARow = 0;
  private answered = false;
  private failure: DeitaError | undefined;
  private stoppedBy: keyof Caps | undefined;

  constructor(
    private readonly run: OpenRun,
    models: RunModels,
    private readonly options: AnnotateOptions,
  ) {
    this.asker = new ModelAsker(run, models, new SpendingCap(options.caps, run.spent));
    this.rules = run.description.parameters;
    this.queue = [...options.plans];
  }

  async finish(): Promise<AnnotateOutcome> {
    const working = linkedAbort(this.options.signal);
    const work = (): Promise<void> =>
      this.work(working.signal).catch((error: unknown) => {
        working.abort(); // What is still under way would be asked for nothing.
        throw error;
      });
    try {
      const workers = Array.from({ length: Math.min(CHAINS_AT_ONCE, this.queue.length) }, work);
      // All have to end before the run's files may be closed; the first reason counts, not the cancelling after it.
      const ended = await Promise.allSettled(workers);
      const errors = ended.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
      throwIfAborted(this.options.signal);
      if (errors.length > 0) throw errors.find((error) => !isCancelled(error)) ?? errors[0];
    } finally {
      working.unlink();
    }
    const { done, left, failure, stoppedBy } = this;
    return {
      done,
      left,
      ...(failure === undefined ? {} : { failure }),
      ...(stoppedBy === undefined ? {} : { stoppedBy }),
    };
  }

  private async work(signal: AbortSignal): Promise<void> {
    while (this.stoppedBy === undefined) {
      const plan = this.queue.shift();
      if (plan === undefined) return;
      try {
        if (await this.complete(plan, signal)) this.options.onProgress?.(++this.done);
      } catch (error) {
        if (error instanceof CapReached) this.stoppedBy = error.cap;
        else this.leave(error);
      }
    }
  }

  /** Asks what a chain needs until it needs nothing more. @returns whether it is complete */
  private async complete(plan: ChainPlan, signal: AbortSignal): Promise<boolean> {
    for (;;) {
      const { pending } = chainState(plan, this.rules, this.run.answerOf);
      if (pending.length === 0) return true;
      if (this.stoppedBy !== undefined) return false;
      throwIfAborted(signal);
      await this.askAll(pending, signal);
    }
  }

  /** Answers that are paid for are waited for, also when one of them fails. */
  private async askAll(pending: readonly PendingRequest[], signal: AbortSignal): Promise<void> {
    const results = await Promise.allSettled(pending.map((request) => this.asker.ask(request, signal)));
    if (results.some(({ status }) => status === 'fulfilled')) {
      this.options.onAnswer?.();
      this.answered = true;
      this.failuresInARow = 0;
    }
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  /** A model that fails now and then costs a chain until the next run; one that fails altogether ends the work. */
  private leave(error: unknown): void {
    if (!isPassing(error) || !this.answered || ++this.failuresInARow > MOST_FAILURES_IN_A_ROW) throw error;
    this.failure = error;
    this.left++;
  }
}
