import { type Calibration, DEFAULT_SAMPLE_SIZE, DEFAULT_SEED } from '../../protocol/calibration';
import { calibrationText } from '../../wording/calibrationText';
import type { Command } from '../command';
import { embedderOption } from '../modelChoices';
import { EMBEDDER_OPTIONS } from '../modelOptions';
import { giveKeys } from '../serverKeys';
import { integerOption } from '../values';
import { openDataset } from './openDataset';

export const calibrate: Command = {
  name: 'calibrate',
  summary: 'Shows pairs of rows to choose a threshold by',
  takesPool: true,
  options: {
    sample: { type: 'string', placeholder: 'N', help: `rows to compare (default ${DEFAULT_SAMPLE_SIZE})` },
    seed: { type: 'string', placeholder: 'N', help: `another seed draws other rows (default ${DEFAULT_SEED})` },
    ...EMBEDDER_OPTIONS,
  },
  async run(session) {
    const { values, engine, call } = session;
    const sampleSize = integerOption(values, 'sample', DEFAULT_SAMPLE_SIZE, {
      test: (rows) => rows >= 2,
      expected: 'a number of rows from 2',
    });
    const seed = integerOption(values, 'seed', DEFAULT_SEED, { test: () => true, expected: 'a whole number' });
    const embedder = embedderOption(session);
    const { datasetId } = await openDataset(session);
    // A sample costs little: no estimate is asked for.
    await giveKeys(session, { embedder });
    const found = await engine().request('dataset/calibrate', { datasetId, embedder, sampleSize, seed }, call);
    return { document: found, text: textOf(found) };
  },
};

function textOf(calibration: Calibration): string {
  const { header, sections } = calibrationText(calibration);
  return [header, ...sections].join('\n\n').trimEnd();
}
