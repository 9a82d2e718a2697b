import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { SentenceEncoder } from '../inference/sentenceEncoder';
import { readLexicon, SCORER_FILES } from '../scoring/embedded/modelFiles';
import { calibrate } from './calibration';
import { complexityTraining, instructionTable, trainComplexityHead } from './complexityTraining';
import { exportHead } from './exportHead';
import { headStrength, type Head } from './head';
import { constraintChains, preferenceSources } from './labels';
import { trainLexicon } from './lexiconTraining';
import { dataIsPresent, DATA_FOLDER } from './pools';
import { trainQualityHead } from './qualityHead';
import { qualityTraining, turnTable } from './qualityTraining';
import { Random } from './random';
import { readTrainingTexts, SEED, type PoolTurns } from './trainingTexts';

const PROJECT_ROOT = path.resolve(__dirname, '../..');
/** Shares of ordinary texts below each boundary between two classes. */
const COMPLEXITY_SHARES = [0.06, 0.22, 0.45, 0.7, 0.9];
const QUALITY_SHARES = [0.06, 0.2, 0.45, 0.72, 0.92];

/**
 * Trains the embedded scorer and writes its files into the folder. The same seed gives the same weights on the same
 * machine; another processor may differ in the last bits of the sentence encoder's output.
 * @param keepLexicon leaves the folder's word statistics and topic vectors as they are
 */
async function trainScorers(folder: string, keepLexicon: boolean): Promise<void> {
  const { lexiconTurns, headTurns } = readTrainingTexts(new Random(SEED));
  if (!keepLexicon) await writeLexicon(lexiconTurns, folder);
  // The rounded one, as it is at the time of scoring.
  const lexicon = await readLexicon(folder);
  const complexity = complexityTraining(headTurns, constraintChains(), instructionTable(lexicon), new Random(SEED));
  const quality = qualityTraining(headTurns, preferenceSources(), turnTable(lexicon), new Random(SEED));
  const complexityFile = path.join(folder, SCORER_FILES.complexity);
  const qualityFile = path.join(folder, SCORER_FILES.quality);
  await writeHead(complexityFile, 'complexity', trainComplexityHead(complexity, SEED), complexity, COMPLEXITY_SHARES);
  await writeHead(qualityFile, 'quality', trainQualityHead(quality, SEED), quality, QUALITY_SHARES);
}

async function writeLexicon(turns: PoolTurns, folder: string): Promise<void> {
  const modelDir = path.join(PROJECT_ROOT, 'dist', 'models');
  const encoder = await SentenceEncoder.create({ modelDir, threads: availableParallelism() });
  const lexicon = await trainLexicon(turns, encoder, new Random(SEED));
  await encoder.dispose();
  await writeFile(path.join(folder, SCORER_FILES.words), lexicon.statistics.toBytes());
  await writeFile(path.join(folder, SCORER_FILES.positions), lexicon.positions.toBytes());
  await writeFile(path.join(folder, SCORER_FILES.topics), lexicon.topics.toBytes());
}

interface TrainedRows {
  readonly table: { readonly rows: readonly (readonly number[])[] };
  readonly ordinary: readonly number[];
}

async function writeHead(
  file: string,
  name: string,
  head: Head,
  { table, ordinary }: TrainedRows,
  shares: readonly number[],
): Promise<void> {
  const strengths = ordinary.map((index) => headStrength(head, table.rows[index] ?? []));
  await writeFile(file, exportHead(head, calibrate(strengths, shares), name));
}

if (require.main === module) {
  if (dataIsPresent()) {
    void trainScorers(path.join(PROJECT_ROOT, 'media', 'models'), process.argv.includes('--keep-lexicon'));
  } else {
    process.stderr.write(`The training data is not there: ${DATA_FOLDER}\n`);
    process.exitCode = 1;
  }
}
