import { type DeitaError, isCancelled, throwIfAborted } from '../../common/errors';
import { linkedAbort } from '../../common/linkedAbort';
import { isPassing } from '../chat/chatFailure';
import type { AskedRun } from '../run/askedRun';
import type { RunRequest } from '../run/runRequest';
import { CapReached, type Caps, type SpendingCap } from '../run/spendingCap';
import { ModelAsker, UnprovenRefusal, type ModelsByRole, type Weights } from './askModels';

/** One thing to be done by asking: what it needs next, after the answers that there are. Nothing = it is done. */
export type AskingTask<Role extends string> = () => readonly RunRequest<Role>[];

export interface AskingOptions<Role extends string> {
  readonly cap: SpendingCap;
  readonly weights?: Weights<Role>;
  readonly signal?: AbortSignal | undefined;
  /** @param done tasks that are complete */
  readonly onProgress?: (done: number) => void;
  /** An answer is kept. */
  readonly onAnswer?: () => void;
}

export interface AskingOutcome {
  /** Tasks that are complete now, of those worked on. */
  readonly done: number;
  /** Tasks that a failing model left for another time. */
  readonly left: number;
  /** The last failure, where tasks were left. */
  readonly failure?: DeitaError;
  /** Which cap ended the work before all tasks were done. */
  readonly stoppedBy?: keyof Caps;
}

/** Enough for a server to be kept busy; how many requests a model gets at once is its client's business. */
const TASKS_AT_ONCE = 64;
/** So many tasks failing one after the other are no accident of these tasks. */
const MOST_FAILURES_IN_A_ROW = 20;

/**
 * Works on tasks until each is done, a cap is reached or the server fails for good. What was answered before is not
 * asked again.
 * @throws DeitaError `cancelled`; what is wrong with the server
 */
export function askAll<Role extends string>(
  run: AskedRun<unknown>,
  models: ModelsByRole<Role>,
  tasks: readonly AskingTask<Role>[],
  options: AskingOptions<Role>,
): Promise<AskingOutcome> {
  return new Asking(run, models, tasks, options).finish();
}

class Asking<Role extends string> {
  private readonly asker: ModelAsker<Role>;
  private queue: AskingTask<Role>[];
  /** Refused by a model that had not answered yet. */
  private putOffTasks: { readonly task: AskingTask<Role>; readonly refused: UnprovenRefusal }[] = [];
  private answeredInRound = false;
  private done = 0;
  private left = 0;
  private failuresInARow = 0;
  private answered = false;
  private failure: DeitaError | undefined;
  private stoppedBy: keyof Caps | undefined;

  constructor(
    run: AskedRun<unknown>,
    models: ModelsByRole<Role>,
    tasks: readonly AskingTask<Role>[],
    private readonly options: AskingOptions<Role>,
  ) {
    this.asker = new ModelAsker(run, models, options.cap, options.weights);
    this.queue = [...tasks];
  }

  async finish(): Promise<AskingOutcome> {
    const working = linkedAbort(this.options.signal);
    const work = (): Promise<void> =>
      this.work(working.signal).catch((error: unknown) => {
        working.abort(); // What is still under way would be asked for nothing.
        throw error;
      });
    try {
      await this.round(work);
      for (let [first] = this.putOffTasks; first !== undefined; [first] = this.putOffTasks) {
        const tasks = this.takePutOff();
        if (this.stoppedBy !== undefined) break;
        if (!this.answeredInRound) throw first.refused.refusal;
        this.queue = tasks;
        await this.round(work);
      }
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

  /** Works on everything that is queued. */
  private async round(work: () => Promise<void>): Promise<void> {
    this.answeredInRound = false;
    const workers = Array.from({ length: Math.min(TASKS_AT_ONCE, this.queue.length) }, work);
    // All have to end before the run's files may be closed; the first reason counts, not the cancelling after it.
    const ended = await Promise.allSettled(workers);
    const errors = ended.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    throwIfAborted(this.options.signal);
    if (errors.length > 0) throw errors.find((error) => !isCancelled(error)) ?? errors[0];
  }

  private async work(signal: AbortSignal): Promise<void> {
    while (this.stoppedBy === undefined) {
      const task = this.queue.shift();
      if (task === undefined) return;
      try {
        if (await this.complete(task, signal)) this.options.onProgress?.(++this.done);
      } catch (error) {
        if (error instanceof CapReached) this.stoppedBy = error.cap;
        else if (error instanceof UnprovenRefusal) this.putOff(task, error);
        else this.leave(error);
      }
    }
  }

  /** Asks what a task needs until it needs nothing more. @returns whether it is complete */
  private async complete(task: AskingTask<Role>, signal: AbortSignal): Promise<boolean> {
    for (;;) {
      const pending = task();
      if (pending.length === 0) return true;
      if (this.stoppedBy !== undefined) return false;
      throwIfAborted(signal);
      await this.ask(pending, signal);
    }
  }

  /** Answers that are paid for are waited for, also when one of them fails. */
  private async ask(pending: readonly RunRequest<Role>[], signal: AbortSignal): Promise<void> {
    const results = await Promise.allSettled(pending.map((request) => this.asker.ask(request, signal)));
    if (results.some(({ status }) => status === 'fulfilled')) {
      this.options.onAnswer?.();
      this.answered = true;
      this.answeredInRound = true;
      this.failuresInARow = 0;
    }
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  /** A task that was refused comes again after the others, one of which may show that the model answers at all. */
  private putOff(task: AskingTask<Role>, refused: UnprovenRefusal): void {
    this.putOffTasks.push({ task, refused });
    if (!this.answeredInRound && this.putOffTasks.length > MOST_FAILURES_IN_A_ROW) throw refused.refusal;
  }

  /** Takes up what was put off: where the model has answered since, it meant the text that it refused. */
  private takePutOff(): AskingTask<Role>[] {
    const putOff = this.putOffTasks;
    this.putOffTasks = [];
    for (const { refused } of putOff) if (this.asker.isProven(refused.model)) refused.keep();
    return putOff.map(({ task }) => task);
  }

  /** A model that fails now and then costs a task until the next run; one that fails altogether ends the work. */
  private leave(error: unknown): void {
    if (!isPassing(error) || !this.answered || ++this.failuresInARow > MOST_FAILURES_IN_A_ROW) throw error;
    this.failure = error;
    this.left++;
  }
}
