import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SCORER_FILES } from '../scoring/embedded/embeddedScorer';
import { calibrate } from './calibration';
import { complexityTraining } from './complexityTraining';
import { exportHead } from './exportHead';
import { chineseRankedPairs, constraintChains, oasstPairs, preferencePairs, ratedPairs } from './labels';
import { forward, standardise, type Network } from './network';
import { dataIsPresent, DATA_FOLDER } from './pools';
import { qualityTraining } from './qualityTraining';
import { Random } from './random';
import { trainRanking, type RankingOptions } from './ranking';
import { readTrainingTexts } from './trainingTexts';

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

/** Trains both heads and writes them with the word statistics into the model folder. */
async function trainScorers(folder: string): Promise<void> {
  const random = new Random(SEED);
  const texts = readTrainingTexts(random);
  const complexity = complexityTraining(texts, constraintChains(), random);
  const complexityNetwork = trainRanking(complexity.table.rows, complexity.comparisons, OPTIONS);
  const preferences = [
    oasstPairs(),
    ratedPairs(),
    preferencePairs('dpo_en_demo.json'),
    preferencePairs('dpo_zh_demo.json'),
    chineseRankedPairs(),
  ];
  const quality = qualityTraining(texts, preferences, random);
  const qualityNetwork = trainRanking(quality.table.rows, quality.comparisons, OPTIONS);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, SCORER_FILES.statistics), texts.statistics.toBytes());
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
  if (dataIsPresent()) void trainScorers(path.resolve(__dirname, '../../media/models'));
  else {
    process.stderr.write(`The training data is not there: ${DATA_FOLDER}\n`);
    process.exitCode = 1;
  }
}
