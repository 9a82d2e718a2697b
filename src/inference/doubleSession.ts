import { InferenceSession, Tensor } from 'onnxruntime-node';
import { checkModelFile, sessionOptions } from './session';

/** A small model in double precision that takes and gives one tensor. */
export interface DoubleSession {
  /** @param values row-major rows × columns @returns what the model gives for all rows */
  run(values: Float64Array, rows: number): Promise<Float64Array>;
  dispose(): Promise<void>;
}

/** @throws DeitaError `modelMissing` when there is no such file */
export async function createDoubleSession(modelPath: string): Promise<DoubleSession> {
  await checkModelFile(modelPath);
  const session = await InferenceSession.create(modelPath, { ...sessionOptions(1), executionProviders: ['cpu'] });
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
