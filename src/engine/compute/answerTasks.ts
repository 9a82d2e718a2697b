import type { MessagePort } from 'node:worker_threads';
import { toWireError } from '../../protocol/wireError';
import type { ComputeRequest, ComputeResponse, ComputeTask, ComputeTasks } from './messages';

/** How a worker does each task. */
export type TaskAnswers = {
  readonly [T in ComputeTask]: (input: ComputeTasks[T]['input']) => Promise<ComputeTasks[T]['output']>;
};

/** Answers the pool that started this thread. */
export function answerTasks(port: MessagePort | null, answers: TaskAnswers): void {
  port?.on('message', (request: ComputeRequest) => {
    perform(answers, request).then(
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
): Promise<unknown> {
  return answers[task](input);
}
