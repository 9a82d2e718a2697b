import { InferenceSession, Tensor } from 'onnxruntime-node';
import path from 'node:path';
import { messageOf } from '../../common/errors';
import type { ExecutionProvider } from '../../common/executionProvider';
import { fromFloat16 } from '../../common/float16';
import { sessionOptions, type SessionOptions } from '../session';
import { isSupported, runtimeName } from './executionProviders';
import { fault, say } from '../../messages/say';
import type { Message } from '../../common/message';

/** An input or output of a network; a dimension with a name is free. */
export interface TensorInfo {
  readonly name: string;
  /** ONNX Runtime's name, such as `int64`. */
  readonly type: string;
  readonly dims: readonly (number | string)[];
}

/** What an input is fed, row-major. */
export interface NetworkInput {
  /** ONNX Runtime's name of what the numbers become, such as `int64`. */
  readonly type: string;
  readonly data: readonly number[];
  readonly dims: readonly number[];
}

/** What an output holds, row-major; float16 is widened. */
export interface NetworkOutput {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

export interface NetworkOptions extends SessionOptions {
  readonly provider: ExecutionProvider;
}

/** A loaded network of any form. A run occupies the calling thread until it ends: call it on a thread of its own. */
export interface Network {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /** Why it does not run on the provider that was asked for, in words; undefined when it does. */
  readonly remark: Message | undefined;
  /** @throws DeitaError `modelUnsupported` when the output is neither float32 nor float16 */
  run(inputs: Readonly<Record<string, NetworkInput>>, output: string): Promise<NetworkOutput>;
  dispose(): Promise<void>;
}

/** @throws DeitaError `modelUnsupported` when ONNX Runtime cannot load the file */
export async function loadNetwork(file: string, options: NetworkOptions): Promise<Network> {
  const { session, remark } = await createSession(file, options);
  return {
    inputs: session.inputMetadata.map(toInfo),
    outputs: session.outputMetadata.map(toInfo),
    remark,
    run: async (inputs, output) => {
      const feeds = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, toTensor(input)]));
      const results = await session.run(feeds, [output]);
      return toOutput(output, results[output]);
    },
    dispose: () => session.release(),
  };
}

interface Loaded {
  readonly session: InferenceSession;
  readonly remark: Message | undefined;
}

async function createSession(file: string, { threads, provider }: NetworkOptions): Promise<Loaded> {
  const onCpu = async (remark?: Message): Promise<Loaded> => ({ session: await load(file, threads, ['cpu']), remark });
  if (provider === 'cpu') return onCpu();
  const name = path.basename(path.dirname(file));
  if (!isSupported(provider)) return onCpu(say('noProvider', { provider, model: name }));
  try {
    return { session: await load(file, threads, [runtimeName(provider), 'cpu']), remark: undefined };
  } catch (error) {
    return onCpu(say('providerFailed', { provider, reason: messageOf(error), model: name }));
  }
}

async function load(file: string, threads: number, executionProviders: string[]): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(file, { ...sessionOptions(threads), executionProviders });
  } catch (error) {
    throw fault('notLoaded', { file, reason: messageOf(error) });
  }
}

function toInfo(metadata: InferenceSession.ValueMetadata): TensorInfo {
  return metadata.isTensor
    ? { name: metadata.name, type: metadata.type, dims: metadata.shape }
    : { name: metadata.name, type: 'other', dims: [] };
}

function toTensor({ type, data, dims }: NetworkInput): Tensor {
  if (type === 'int64') return new Tensor('int64', BigInt64Array.from(data, BigInt), dims);
  if (type === 'int32') return new Tensor('int32', Int32Array.from(data), dims);
  if (type === 'bool') return new Tensor('bool', Uint8Array.from(data), dims);
  if (type === 'float16') return new Tensor('float16', Uint16Array.from(data), dims);
  return new Tensor('float32', Float32Array.from(data), dims);
}

function toOutput(name: string, tensor: Tensor | undefined): NetworkOutput {
  if (tensor?.data instanceof Float32Array) return { data: tensor.data, dims: tensor.dims };
  if (tensor?.type === 'float16') {
    const { buffer, byteOffset, byteLength } = tensor.data as Uint16Array;
    return { data: fromFloat16(new Uint16Array(buffer, byteOffset, byteLength / 2)), dims: tensor.dims };
  }
  throw tensor === undefined ? fault('noOutputThere', { name }) : fault('outputType', { name, type: tensor.type });
}
