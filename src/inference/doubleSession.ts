import { InferenceSession, Tensor } from 'onnxruntime-node';
import { sessionOptions } from './session';

/** A small model in double precision that takes and gives one tensor. */
export interface DoubleSession {
  /** @param values row-major rows × columns @returns what the model gives for all rows */
  run(values: Float64Array, rows: number): Promise<Float64Array>;
  dispose(): Promise<void>;
}

/** @param model its ONNX */
export async function createDoubleSession(model: Uint8Array): Promise<DoubleSession> {
  const session = await InferenceSession.create(model, { ...sessionOptions(1), executionProviders: ['cpu'] });
  const [input = '', output = ''] = [session.inputNames[0], session.outputNames[0]];
  return {
    async run(values, rows) {
      const tensor = new Tensor('float64', values, [rows, values.length / rows]);
      const { data } = (await session.run({ [input]: tensor }))[output] ?? {};
      if (!(data instanceof Float64Array)) throw new TypeError(`Output "${output}" is not float64.`);
      return data;
    },
    dispose: () => session.release(),
  };
}
