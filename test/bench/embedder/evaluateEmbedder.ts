import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { buildModels } from '../../../tools/build/models';
import { createBuiltInEmbedder } from '../../../src/embedding/builtInEmbedder';
import { createMatrixProduct } from '../../../src/inference/matmul';
import { Random } from '../../../src/common/random';
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
 * Measures the built-in embedder on the pools and prints its tables.
 * @param write changes the figures in the model card; else they are compared with it
 * @returns where the card says something else, in words; empty when it agrees or was written
 */
export async function evaluateEmbedder(write: boolean): Promise<string[]> {
  if (!poolsArePresent()) throw new Error('The pools to measure on are not there.');
  await buildModels();
  const threads = availableParallelism();
  const embedder = await createBuiltInEmbedder({ modelDir: path.join(ROOT, 'dist', 'models'), threads });
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
  return compareWithCard(tables, write);
}

async function compareWithCard(tables: readonly string[], write: boolean): Promise<string[]> {
  const card = await readFile(MODEL_CARD, 'utf8');
  if (!write) return disagreements(card, tables);
  const text = withTables(card, tables);
  await writeFile(MODEL_CARD, await format(text, { ...(await resolveConfig(MODEL_CARD)), parser: 'markdown' }));
  return [];
}
