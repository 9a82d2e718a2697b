import type { MessagePort } from 'node:worker_threads';
import { toWireError } from '../../protocol/wireError';
import {
  CANCEL_TASK,
  type ComputeRequest,
  type ComputeResponse,
  type ComputeTask,
  type ComputeTasks,
} from './messages';

/** How a worker does each task. */
export type TaskAnswers = {
  readonly [T in ComputeTask]: (
    input: ComputeTasks[T]['input'],
    signal: AbortSignal,
  ) => Promise<ComputeTasks[T]['output']>;
};

/** Answers the pool that started this thread, one task after the other. */
export function answerTasks(port: MessagePort | null, answers: TaskAnswers): void {
  let running = new AbortController();
  port?.on('message', (request: ComputeRequest | typeof CANCEL_TASK) => {
    if (request === CANCEL_TASK) {
      running.abort();
      return;
    }
    running = new AbortController();
    perform(answers, request, running.signal).then(
      (output) => {
        const transfer = output instanceof Float32Array ? [output.buffer as ArrayBuffer] : [];
        port.postMessage({ output } satisfies ComputeResponse, transfer);
      },
      (error: unknown) => port.postMessage({ error: toWireError(error) } satisfies ComputeResponse),
    );
  });
}

async function perform<T extends ComputeTask>(
  answers: TaskAnswers,
  { task, input }: ComputeRequest<T>,
  signal: AbortSignal,
): Promise<unknown> {
  return answers[task](input, signal);
}
