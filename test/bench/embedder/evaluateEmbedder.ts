import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { buildModels } from '../../../src/build/models';
import { createEmbeddedEmbedder } from '../../../src/embedding/embeddedEmbedder';
import { createMatrixProduct } from '../../../src/inference/matmul';
import { Random } from '../../../src/training/random';
import { disagreements, withTables } from './modelCard';
import { measure, measureTasks, type Measurement } from './measure';
import { passages, poolsArePresent, textSets } from './pools';
import { changeTable, thresholdTable } from './report';

const ROOT = path.resolve(__dirname, '../../..');
const MODEL_CARD = path.join(ROOT, 'media', 'models', 'EMBEDDER.md');
const SEED = 20240501;
const QUOTED_PASSAGES = 100;

/** Texts in front of whose passages different tasks are set. */
const TASK_SETS = ['English instructions', 'Korean instructions', 'Chinese instructions'];

/**
 * `npm run eval:embedder [-- --write]`: measures the embedded embedder on the pools and prints its tables. Fails when
 * the model card says something else; with `--write` the card is changed instead.
 */
async function main(): Promise<void> {
  if (!poolsArePresent()) throw new Error('The pools to measure on are not there.');
  await buildModels();
  const threads = availableParallelism();
  const embedder = await createEmbeddedEmbedder({ modelDir: path.join(ROOT, 'dist', 'models'), threads });
  const product = await createMatrixProduct({ threads });
  const measurements: Measurement[] = [];
  for await (const set of textSets(SEED)) {
    const random = new Random(SEED);
    const measurement = await measure(set, embedder, product, random);
    const tasks = TASK_SETS.includes(set.name)
      ? await measureTasks(await passages(set.language, QUOTED_PASSAGES), set.language, embedder, random)
      : [];
    measurements.push({ ...measurement, changed: [...measurement.changed, ...tasks] });
  }
  const tables = [thresholdTable(measurements), changeTable(measurements, embedder.recommendedThreshold)];
  console.log(tables.join('\n\n'));
  await compareWithCard(tables);
}

async function compareWithCard(tables: readonly string[]): Promise<void> {
  const card = await readFile(MODEL_CARD, 'utf8');
  if (process.argv.includes('--write')) {
    const text = withTables(card, tables);
    await writeFile(MODEL_CARD, await format(text, { ...(await resolveConfig(MODEL_CARD)), parser: 'markdown' }));
    return;
  }
  const differences = disagreements(card, tables);
  for (const difference of differences) console.error(`The model card disagrees: ${difference}`);
  if (differences.length > 0) process.exitCode = 1;
}

void main();
