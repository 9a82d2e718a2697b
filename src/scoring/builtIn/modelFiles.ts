import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ModelIdentity } from '../../common/modelIdentity';
import { fault } from '../../messages/say';
import { PositionStatistics } from '../features/positionStatistics';
import { TopicVectors } from '../features/topicVectors';
import type { Lexicon } from '../features/turnView';
import { WordingVectors } from '../features/wordingVectors';
import { WordStatistics } from '../features/wordStatistics';
import { readGates, type Gates, type GatesJson } from './gates';
import { readHead, type Head, type HeadJson } from './head';
import { readKoreanReading, type KoreanReading, type KoreanReadingJson } from './koreanReading';
import { TermWeights } from './termWeights';

/** Raise whenever a feature's value, or what is made of it, can change for some text: cached scores then no longer match. */
const FEATURE_VERSION = 10;
const SCORER_VERSION = '2.3.0';

/** The scorer's files in the model folder. */
export const SCORER_FILES = {
  words: 'scorer-words.bin',
  positions: 'scorer-positions.bin',
  topics: 'scorer-topics.bin',
  wording: 'scorer-wording.bin',
  gates: 'scorer-gates.json',
  complexity: 'scorer-complexity.json',
  quality: 'scorer-quality.json',
  soundness: 'scorer-soundness.json',
  answerWording: 'scorer-answer-wording.bin',
  korean: 'scorer-korean.json',
} as const;

/** Everything that decides a score. */
export interface ScoringModel {
  readonly lexicon: Lexicon;
  readonly wording: WordingVectors;
  readonly gates: Gates;
  readonly complexity: Head;
  readonly quality: Head;
  /** Quality too, but learned from spoiled answers as well: what it says much lower than `quality` is damage. */
  readonly soundness: Head;
  /** What the words of an answer add to its quality. */
  readonly answerWording: TermWeights;
  /** What Korean turns are read by a second time. */
  readonly korean: KoreanReading;
}

/**
 * The built-in scorer's identity; its hash covers the weights and the feature code's version: whatever decides a score.
 * @throws DeitaError `modelMissing`
 */
export async function describeBuiltInScorer(modelDir: string): Promise<ModelIdentity> {
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
export async function readScoringModel(modelDir: string): Promise<ScoringModel> {
  const [lexicon, wording, gates, complexity, quality, soundness, answerWording, korean] = await Promise.all([
    readLexicon(modelDir),
    readWording(modelDir),
    readJson<GatesJson>(modelDir, SCORER_FILES.gates),
    readJson<HeadJson>(modelDir, SCORER_FILES.complexity),
    readJson<HeadJson>(modelDir, SCORER_FILES.quality),
    readJson<HeadJson>(modelDir, SCORER_FILES.soundness),
    readModelFile(modelDir, SCORER_FILES.answerWording),
    readJson<KoreanReadingJson>(modelDir, SCORER_FILES.korean),
  ]);
  return {
    lexicon,
    wording,
    gates: readGates(gates),
    complexity: readHead(complexity),
    quality: readHead(quality),
    soundness: readHead(soundness),
    answerWording: TermWeights.fromBytes(answerWording),
    korean: readKoreanReading(korean),
  };
}

/** @throws DeitaError `modelMissing` */
export async function readLexicon(modelDir: string): Promise<Lexicon> {
  return {
    statistics: WordStatistics.fromBytes(await readModelFile(modelDir, SCORER_FILES.words)),
    positions: PositionStatistics.fromBytes(await readModelFile(modelDir, SCORER_FILES.positions)),
    topics: TopicVectors.fromBytes(await readModelFile(modelDir, SCORER_FILES.topics)),
  };
}

/** @throws DeitaError `modelMissing` */
export async function readWording(modelDir: string): Promise<WordingVectors> {
  return WordingVectors.fromBytes(await readModelFile(modelDir, SCORER_FILES.wording));
}

async function readJson<Content>(modelDir: string, name: string): Promise<Content> {
  return JSON.parse(Buffer.from(await readModelFile(modelDir, name)).toString('utf8')) as Content;
}

async function readModelFile(modelDir: string, name: string): Promise<Uint8Array> {
  const file = path.join(modelDir, name);
  try {
    return await readFile(file);
  } catch {
    throw fault('noBuiltInScorer', { file });
  }
}
