import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { SentenceEncoder } from '../../src/inference/sentenceEncoder';
import { GATE_NAMES, type Gates } from '../../src/scoring/builtIn/gates';
import { readLexicon, readWording, SCORER_FILES } from '../../src/scoring/builtIn/modelFiles';
import type { RowSources } from '../../src/scoring/builtIn/turnRow';
import { demandOrders } from './demandOrders';
import { trainGates } from './gateTraining';
import { judgedRows, trainHeads } from './headLessons';
import { constraintChains, isLearned, judgedTurns, preferenceSources } from './labels';
import { trainLexicon } from './lexiconTraining';
import { dataIsPresent, DATA_FOLDER } from './pools';
import { Random } from '../../src/common/random';
import { spoiledAnswers } from './spoiledAnswers';
import { readTrainingTexts, SEED, type PoolTurns } from './trainingTexts';
import { trainWording } from './wordingTraining';

const PROJECT_ROOT = path.resolve(__dirname, '../..');

/**
 * Trains the built-in scorer and writes its files into the folder. The same seed gives the same weights on the same
 * machine; another processor may differ in the last bits of the sentence encoder's output.
 * @param keepLexicon leaves the folder's word statistics, topic vectors and wording vectors as they are
 */
async function trainScorers(folder: string, keepLexicon: boolean): Promise<void> {
  const { lexiconTurns, headTurns } = readTrainingTexts(new Random(SEED));
  if (!keepLexicon) {
    await writeLexicon(lexiconTurns, folder);
    const wording = trainWording(judgedTurns().filter(isLearned), new Random(SEED));
    await writeFile(path.join(folder, SCORER_FILES.wording), wording.toBytes());
  }
  // The rounded ones, as they are at the time of scoring.
  const [lexicon, wording] = await Promise.all([readLexicon(folder), readWording(folder)]);
  const gates = trainGates(spoiledAnswers(headTurns, preferenceSources(), lexicon, new Random(SEED)), SEED);
  await writeJson(folder, SCORER_FILES.gates, gatesJson(gates));
  await writeHeads(folder, headTurns, { lexicon, wording, gates });
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

async function writeHeads(folder: string, turns: PoolTurns, sources: RowSources): Promise<void> {
  const judged = judgedRows(judgedTurns().filter(isLearned), sources, SEED);
  const demands = demandOrders(turns, constraintChains(), sources, new Random(SEED));
  const { complexity, quality, soundness, answerWording, korean } = trainHeads(judged, demands, SEED);
  await writeJson(folder, SCORER_FILES.complexity, complexity);
  await writeJson(folder, SCORER_FILES.quality, quality);
  await writeJson(folder, SCORER_FILES.soundness, soundness);
  await writeFile(path.join(folder, SCORER_FILES.answerWording), answerWording.toBytes());
  await writeJson(folder, SCORER_FILES.korean, korean);
}

function gatesJson(gates: Gates): unknown {
  const parts = GATE_NAMES.map((name) => {
    const { network, ...gate } = gates[name];
    const { mean, scale, weights, ...sizes } = network;
    return [name, { ...gate, network: { ...sizes, mean: [...mean], scale: [...scale], weights: [...weights] } }];
  });
  return Object.fromEntries(parts);
}

function writeJson(folder: string, name: string, content: unknown): Promise<void> {
  return writeFile(path.join(folder, name), `${JSON.stringify(content)}\n`);
}

if (require.main === module) {
  if (dataIsPresent()) {
    void trainScorers(path.join(PROJECT_ROOT, 'media', 'models'), process.argv.includes('--keep-lexicon'));
  } else {
    process.stderr.write(`The training data is not there: ${DATA_FOLDER}\n`);
    process.exitCode = 1;
  }
}
