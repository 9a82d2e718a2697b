import { setMaxListeners } from 'node:events';
import os from 'node:os';
import type { Worker } from 'node:worker_threads';
import { type DeitaError, cancelled, messageOf, throwIfAborted } from '../../common/errors';
import { fromWireError } from '../../protocol/wireError';
import { startWorkerThread } from '../entryPoints';
import {
  CANCEL_TASK,
  type ComputeRequest,
  type ComputeResponse,
  type ComputeTask,
  type ComputeTasks,
  type ComputeWorkerData,
} from './messages';
import { fault } from '../../messages/say';

/** More threads gain little and each holds its own copy of the models (about 100 MB). */
const MOST_DEFAULT_THREADS = 8;
/** Idle threads are ended after this, so that an engine at rest holds no models. */
const IDLE_MS = 60_000;
/** A thread that takes longer to finish is ended all the same. */
const LONGEST_BATCH_MS = 5000;

/** All cores of a small machine; one left to the editor on a larger one. */
export function defaultThreads(cores = os.availableParallelism()): number {
  return Math.min(MOST_DEFAULT_THREADS, cores <= 2 ? cores : cores - 1);
}

interface Assignment {
  readonly request: ComputeRequest;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly signal: AbortSignal | undefined;
}

interface PoolWorker {
  readonly thread: Worker;
  task: Assignment | null;
}

export type StartWorker = (data: ComputeWorkerData) => Worker;

/**
 * Deals tasks out to worker threads that hold the models. Threads are started as work comes, replaced when they die
 * (their task is rejected), and ended when idle. A cancelled task is dropped at once; the thread that is at it is
 * told to stop after its current run.
 */
export class ComputePool {
  private readonly workers = new Set<PoolWorker>();
  private readonly queue: Assignment[] = [];
  private idleTimer: NodeJS.Timeout | undefined;
  private disposed = false;

  constructor(
    readonly size: number,
    private readonly data: ComputeWorkerData,
    private readonly start: StartWorker = (workerData) => startWorkerThread('computeWorker', workerData),
  ) {}

  /** @throws DeitaError `cancelled` when the signal fires, `internal` when the thread died, or what the task throws */
  run<T extends ComputeTask>(
    task: T,
    input: ComputeTasks[T]['input'],
    signal?: AbortSignal,
  ): Promise<ComputeTasks[T]['output']> {
    const output = new Promise<unknown>((resolve, reject) => {
      if (this.disposed) throw stopped();
      throwIfAborted(signal);
      const request = { task, input };
      const cancel = (): void => {
        reject(cancelled());
        this.stopTask(request);
      };
      if (signal !== undefined) setMaxListeners(0, signal); // One a task: as many as there are batches.
      signal?.addEventListener('abort', cancel, { once: true });
      const settled = (): void => signal?.removeEventListener('abort', cancel);
      this.queue.push({
        request,
        resolve: (value) => {
          settled();
          resolve(value);
        },
        reject: (error) => {
          settled();
          reject(error);
        },
        signal,
      });
      this.dispatch();
    });
    return output as Promise<ComputeTasks[T]['output']>;
  }

  async dispose(): Promise<void> {
    this.disposed = true;
    for (const { reject } of this.queue.splice(0)) reject(stopped());
    await this.endWorkers();
  }

  private dispatch(): void {
    clearTimeout(this.idleTimer);
    while (this.queue.length > 0) {
      const worker = this.idleWorker();
      if (worker === undefined) return;
      const task = this.queue.shift();
      if (task === undefined || task.signal?.aborted === true) continue;
      worker.task = task;
      worker.thread.postMessage(task.request);
    }
    this.idleTimer = setTimeout(() => void this.endIdle(), IDLE_MS).unref();
  }

  private stopTask(request: ComputeRequest): void {
    for (const { task, thread } of this.workers) if (task?.request === request) thread.postMessage(CANCEL_TASK);
  }

  private idleWorker(): PoolWorker | undefined {
    for (const worker of this.workers) if (worker.task === null) return worker;
    return this.workers.size < this.size ? this.addWorker() : undefined;
  }

  private addWorker(): PoolWorker {
    const worker: PoolWorker = { thread: this.start(this.data), task: null };
    worker.thread.on('message', (response: ComputeResponse) => this.finish(worker, response));
    worker.thread.on('error', (error) => this.lose(worker, error));
    worker.thread.on('exit', (code) => this.lose(worker, new Error(`exit code ${code}`)));
    this.workers.add(worker);
    return worker;
  }

  private finish(worker: PoolWorker, response: ComputeResponse): void {
    const { task } = worker;
    worker.task = null;
    if ('error' in response) task?.reject(fromWireError(response.error));
    else task?.resolve(response.output);
    this.dispatch();
  }

  private lose(worker: PoolWorker, error: unknown): void {
    if (!this.workers.delete(worker)) return;
    worker.task?.reject(fault('threadEnded', { reason: messageOf(error) }));
    if (!this.disposed) this.dispatch();
  }

  private async endIdle(): Promise<void> {
    if ([...this.workers].every(({ task }) => task === null)) await this.endWorkers();
  }

  private async endWorkers(): Promise<void> {
    clearTimeout(this.idleTimer);
    const ending = [...this.workers];
    this.workers.clear();
    for (const { task } of ending) task?.reject(stopped());
    await Promise.all(ending.map(endWorker));
  }
}

/** A thread that is ended in the middle of a model run can take the process with it: it may finish its batch. */
async function endWorker({ thread, task }: PoolWorker): Promise<void> {
  if (task !== null) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LONGEST_BATCH_MS);
      const ended = (): void => {
        clearTimeout(timer);
        resolve();
      };
      thread.once('message', ended).once('exit', ended);
    });
  }
  await thread.terminate();
}

function stopped(): DeitaError {
  return fault('engineStopped');
}
