import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createBuiltInScorer } from '../../src/scoring/builtIn/builtInScorer';
import { readScoringModel } from '../../src/scoring/builtIn/modelFiles';
import { chainOrder } from './evaluation/chainOrder';
import { gateCases, type QualityOf } from './evaluation/gateCases';
import { byInstruction, fitsWithoutSource, headFit } from './evaluation/heldOut';
import { agreementByInstruction, agreementBySource, reliability } from './evaluation/judgeAgreement';
import { disagreements, withFigures } from './evaluation/modelCard';
import { preferenceAccuracy } from './evaluation/preferenceAccuracy';
import { spread } from './evaluation/spread';
import { toMarkdown, type Table } from './evaluation/table';
import { demandOrders } from './demandOrders';
import { judgedRows } from './headLessons';
import { constraintChains, isLearned, judgedTurns } from './labels';
import { dataIsPresent, DATA_FOLDER } from './pools';
import { Random } from '../../src/common/random';
import { readTrainingTexts, SEED } from './trainingTexts';

const MODEL_DIR = path.resolve(__dirname, '../../media/models');
const MODEL_CARD = path.join(MODEL_DIR, 'SCORERS.md');

/**
 * Measures the built-in scorer and prints its tables.
 * @param write changes the figures in the model card; else they are compared with it
 * @returns where the card says something else, in words; empty when it agrees or was written
 */
export async function evaluateScorers(write: boolean): Promise<string[]> {
  if (!dataIsPresent()) throw new Error(`The data to measure on is not there: ${DATA_FOLDER}`);
  const tables = await measure();
  process.stdout.write(`${tables.map(toMarkdown).join('\n\n')}\n`);
  const card = await readFile(MODEL_CARD, 'utf8');
  if (!write) return disagreements(card, tables);
  await writeFile(MODEL_CARD, withFigures(card, tables));
  return [];
}

async function measure(): Promise<Table[]> {
  const scorer = await createBuiltInScorer({ modelDir: MODEL_DIR });
  const qualityOf: QualityOf = async (turns) => {
    const scores = await scorer.score(turns);
    return scores.map((score) => ('qualityScore' in score ? score.qualityScore : Number.NaN));
  };
  const sources = await readScoringModel(MODEL_DIR);
  const { headTurns } = readTrainingTexts(new Random(SEED));
  const judged = judgedRows(judgedTurns(), sources, SEED);
  const learned = judged.filter(({ turn }) => isLearned(turn));
  const fit = headFit(demandOrders(headTurns, constraintChains(), sources, new Random(SEED)), SEED);
  const folds = byInstruction(judged, fit, SEED);
  const fits = fitsWithoutSource(judged, fit);
  const tables = [
    agreementByInstruction(folds),
    agreementBySource(judged, fits),
    reliability(folds.flat()),
    await gateCases(qualityOf, SEED),
    await preferenceAccuracy(fits, sources, qualityOf),
    chainOrder(headTurns, learned, sources, SEED),
    ...(await spread(scorer, SEED)),
  ];
  await scorer.dispose();
  return tables;
}
