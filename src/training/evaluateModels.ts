import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createEmbeddedScorer } from '../scoring/embedded/embeddedScorer';
import { readLexicon } from '../scoring/embedded/modelFiles';
import { chainOrder } from './evaluation/chainOrder';
import { gateCases } from './evaluation/gateCases';
import { disagreements, withFigures } from './evaluation/modelCard';
import { preferenceAccuracy } from './evaluation/preferenceAccuracy';
import { spread } from './evaluation/spread';
import { toMarkdown, type Table } from './evaluation/table';
import { dataIsPresent, DATA_FOLDER } from './pools';
import { Random } from './random';
import { readTrainingTexts, SEED } from './trainingTexts';

const MODEL_DIR = path.resolve(__dirname, '../../media/models');
const MODEL_CARD = path.join(MODEL_DIR, 'SCORERS.md');

/**
 * `npm run eval:models [-- --write]`: measures the embedded scorer and prints its tables. Fails when the model card says
 * something else; with `--write` the card is changed instead.
 */
async function main(): Promise<void> {
  if (!dataIsPresent()) throw new Error(`The data to measure on is not there: ${DATA_FOLDER}`);
  const tables = await measure();
  process.stdout.write(`${tables.map(toMarkdown).join('\n\n')}\n`);
  const card = await readFile(MODEL_CARD, 'utf8');
  if (process.argv.includes('--write')) {
    await writeFile(MODEL_CARD, withFigures(card, tables));
    return;
  }
  const differences = disagreements(card, tables);
  for (const difference of differences) process.stderr.write(`The model card disagrees: ${difference}\n`);
  if (differences.length > 0) process.exitCode = 1;
}

async function measure(): Promise<Table[]> {
  const scorer = await createEmbeddedScorer({ modelDir: MODEL_DIR, threads: 1 });
  const gates = await gateCases(async (turns) => {
    const scores = await scorer.score(turns);
    return scores.map((score) => ('qualityScore' in score ? score.qualityScore : Number.NaN));
  }, SEED);
  const spreads = await spread(scorer, SEED);
  await scorer.dispose();
  const { headTurns } = readTrainingTexts(new Random(SEED));
  const lexicon = await readLexicon(MODEL_DIR);
  return [gates, preferenceAccuracy(headTurns, lexicon, SEED), chainOrder(headTurns, lexicon, SEED), ...spreads];
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
