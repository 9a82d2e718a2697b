import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DeitaError } from '../../common/errors';
import type { ModelIdentity } from '../../common/modelIdentity';
import { PositionStatistics } from '../features/positionStatistics';
import { TopicVectors } from '../features/topicVectors';
import type { Lexicon } from '../features/turnView';
import { WordStatistics } from '../features/wordStatistics';

/** Raise whenever a feature's value can change for some text: cached scores then no longer match. */
const FEATURE_VERSION = 5;
const SCORER_VERSION = '1.0.0';

/** The scorer's files in the model folder. */
export const SCORER_FILES = {
  complexity: 'scorer-complexity.onnx',
  quality: 'scorer-quality.onnx',
  words: 'scorer-words.bin',
  positions: 'scorer-positions.bin',
  topics: 'scorer-topics.bin',
} as const;

/**
 * The embedded scorer's identity; its hash covers the weights and the feature code's version: whatever decides a score.
 * @throws DeitaError `modelMissing`
 */
export async function describeEmbeddedScorer(modelDir: string): Promise<ModelIdentity> {
  const hash = createHash('sha256').update(`features ${FEATURE_VERSION}\n`);
  for (const name of Object.values(SCORER_FILES)) {
    hash.update(
      createHash('sha256')
        .update(await readModelFile(modelDir, name))
        .digest(),
    );
  }
  return { name: 'Heuristic default', version: SCORER_VERSION, hash: hash.digest('hex'), heuristic: true };
}

/** @throws DeitaError `modelMissing` */
export async function readLexicon(modelDir: string): Promise<Lexicon> {
  return {
    statistics: WordStatistics.fromBytes(await readModelFile(modelDir, SCORER_FILES.words)),
    positions: PositionStatistics.fromBytes(await readModelFile(modelDir, SCORER_FILES.positions)),
    topics: TopicVectors.fromBytes(await readModelFile(modelDir, SCORER_FILES.topics)),
  };
}

async function readModelFile(modelDir: string, name: string): Promise<Uint8Array> {
  const file = path.join(modelDir, name);
  try {
    return await readFile(file);
  } catch {
    throw new DeitaError(
      'modelMissing',
      `The embedded scorer's file ${file} cannot be read.`,
      'Reinstall the extension.',
    );
  }
}
