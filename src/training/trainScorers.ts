import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { createEmbeddedEmbedder } from '../embedding/embeddedEmbedder';
import { readLexicon, SCORER_FILES } from '../scoring/embedded/modelFiles';
import type { Lexicon } from '../scoring/features/turnView';
import { calibrate } from './calibration';
import { complexityTraining } from './complexityTraining';
import { exportHead } from './exportHead';
import { chineseRankedPairs, constraintChains, oasstPairs, preferencePairs, ratedPairs } from './labels';
import { trainLexicon } from './lexiconTraining';
import { forward, standardise, type Network } from './network';
import { dataIsPresent, DATA_FOLDER } from './pools';
import { qualityTraining } from './qualityTraining';
import { Random } from './random';
import { trainRanking, type RankingOptions } from './ranking';
import { readTrainingTexts, type PoolTurns } from './trainingTexts';

const PROJECT_ROOT = path.resolve(__dirname, '../..');
const SEED = 20240301;
const OPTIONS: RankingOptions = {
  hiddenUnits: 16,
  epochs: 15,
  batchSize: 64,
  learningRate: 0.004,
  decay: 0.02,
  seed: SEED,
};
/** Shares of ordinary texts below each boundary between two classes. */
const COMPLEXITY_SHARES = [0.1, 0.35, 0.6, 0.8, 0.93];
const QUALITY_SHARES = [0.04, 0.2, 0.45, 0.72, 0.92];

/** Trains the lexicon, unless the one in the folder is to be kept, and both heads, and writes them into the folder. */
async function trainScorers(folder: string, keepLexicon: boolean): Promise<void> {
  const random = new Random(SEED);
  const { lexiconTurns, headTurns } = readTrainingTexts(random);
  const lexicon = keepLexicon ? await readLexicon(folder) : await newLexicon(lexiconTurns, folder);
  const complexity = complexityTraining(headTurns, lexicon, constraintChains(), random);
  const complexityNetwork = trainRanking(complexity.table.rows, complexity.comparisons, OPTIONS);
  const preferences = [
    oasstPairs(),
    ratedPairs(),
    preferencePairs('dpo_en_demo.json'),
    preferencePairs('dpo_zh_demo.json'),
    chineseRankedPairs(),
  ];
  const quality = qualityTraining(headTurns, lexicon, preferences, random);
  const qualityNetwork = trainRanking(quality.table.rows, quality.comparisons, OPTIONS);
  await writeHead(
    folder,
    'complexity',
    complexityNetwork,
    complexity.table.rows,
    complexity.ordinary,
    COMPLEXITY_SHARES,
  );
  await writeHead(folder, 'quality', qualityNetwork, quality.table.rows, quality.ordinary, QUALITY_SHARES);
}

async function newLexicon(turns: PoolTurns, folder: string): Promise<Lexicon> {
  const modelDir = path.join(PROJECT_ROOT, 'dist', 'models');
  const embedder = await createEmbeddedEmbedder({ modelDir, threads: availableParallelism() });
  const lexicon = await trainLexicon(turns, embedder, new Random(SEED));
  await embedder.dispose();
  await writeFile(path.join(folder, SCORER_FILES.words), lexicon.statistics.toBytes());
  await writeFile(path.join(folder, SCORER_FILES.topics), lexicon.topics.toBytes());
  return lexicon;
}

async function writeHead(
  folder: string,
  head: 'complexity' | 'quality',
  network: Network,
  rows: readonly (readonly number[])[],
  ordinary: readonly number[],
  shares: readonly number[],
): Promise<void> {
  const activations = new Float64Array(network.hiddenUnits);
  const strengths = ordinary.map((index) => forward(network, standardise(network, rows[index] ?? []), activations));
  await writeFile(path.join(folder, SCORER_FILES[head]), exportHead(network, calibrate(strengths, shares), head));
}

if (require.main === module) {
  if (dataIsPresent()) {
    void trainScorers(path.join(PROJECT_ROOT, 'media', 'models'), process.argv.includes('--keep-lexicon'));
  } else {
    process.stderr.write(`The training data is not there: ${DATA_FOLDER}\n`);
    process.exitCode = 1;
  }
}
