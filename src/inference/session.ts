import { InferenceSession, Tensor } from 'onnxruntime-node';
import { access } from 'node:fs/promises';
import { fault } from '../messages/say';

/** A tensor, row-major. */
export interface TensorData {
  readonly data: Float32Array | Int32Array;
  readonly dims: readonly number[];
}

export interface SessionOptions {
  /** Threads that one run may use, 1 or more. */
  readonly threads: number;
}

/** A loaded ONNX model. A run occupies the calling thread until it ends: call it where that is acceptable. */
export interface ModelSession {
  run(inputs: Readonly<Record<string, TensorData>>): Promise<Record<string, Float32Array>>;
  dispose(): Promise<void>;
}

/**
 * Loads an ONNX model for the CPU.
 * @throws DeitaError `modelMissing` when there is no such file
 */
export async function createSession(modelPath: string, { threads }: SessionOptions): Promise<ModelSession> {
  await checkModelFile(modelPath);
  const session = await InferenceSession.create(modelPath, {
    ...sessionOptions(threads),
    executionProviders: ['cpu'],
  });
  return {
    run: async (inputs) => floatOutputs(await session.run(toFeeds(inputs))),
    dispose: () => session.release(),
  };
}

/** How every session of ours runs, wherever it does. */
export function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    executionMode: 'sequential',
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Input shapes differ from run to run, so a memory plan made for one of them is of no use to the next.
    enableMemPattern: false,
    // Between two runs the caller works on the results: threads that spin meanwhile would take its core.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
    logSeverityLevel: 3,
  };
}

/** @throws DeitaError `modelMissing` when a file of a model is not there or cannot be read */
export async function checkModelFile(modelPath: string): Promise<void> {
  try {
    await access(modelPath);
  } catch {
    throw fault('noShippedModel', { file: modelPath });
  }
}

function toFeeds(inputs: Readonly<Record<string, TensorData>>): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, toTensor(input)]));
}

function toTensor({ data, dims }: TensorData): Tensor {
  return data instanceof Float32Array ? new Tensor('float32', data, dims) : new Tensor('int32', data, dims);
}

function floatOutputs(outputs: InferenceSession.ReturnType): Record<string, Float32Array> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, tensor]) => {
      if (!(tensor.data instanceof Float32Array)) throw new TypeError(`Output "${name}" is not float32.`);
      return [name, tensor.data];
    }),
  );
}
