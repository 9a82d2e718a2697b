import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../common/errors';
import type { ModelIdentity } from '../common/modelIdentity';
import { makeOutputFolder, replaceFile } from '../dataset/atomicFile';
import { isObject } from '../dataset/formats/format';
import { readJsonFile } from '../dataset/jsonFile';
import { SCORE_KINDS, type ScoreKind } from '../scoring/promptTemplates';
import type { HeadManifest, ScorerManifest } from './scorerManifest';
import { fault, say } from '../messages/say';

const MANIFEST = 'manifest.json';
const CARD = 'README.md';

/** Writes a scorer's folder, the manifest last. @throws DeitaError `outputExists`, `outputFailed` */
export async function writeScorerFolder(
  folder: string,
  manifest: ScorerManifest,
  models: Readonly<Partial<Record<ScoreKind, Uint8Array>>>,
  card: string,
): Promise<void> {
  await makeOutputFolder(folder);
  for (const [kind, bytes] of Object.entries(models)) {
    await replaceFile(path.join(folder, headFile(kind as ScoreKind)), bytes);
  }
  await replaceFile(path.join(folder, CARD), card);
  await replaceFile(path.join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
}

export function headFile(kind: ScoreKind): string {
  return `${kind}.onnx`;
}

/**
 * Whether a scorer may be written to a folder: to one that is not there or empty, or over another scorer.
 * @throws DeitaError `outputExists` for a scorer that is not to be replaced, `outputFailed` for anything else
 */
export async function assertPlaceFor(folder: string, { overwrite }: { readonly overwrite: boolean }): Promise<void> {
  const names = (await namesIn(folder)).filter((name) => !name.startsWith('.'));
  if (names.length === 0) return;
  // A scorer whose writing was cut short has no manifest.
  if (!SCORE_KINDS.some((kind) => names.includes(headFile(kind)))) throw fault('noPlaceForScorer', { folder });
  if (!overwrite && names.includes(MANIFEST)) throw fault('holdsScorer', { folder });
}

/** None where there is no folder. @throws DeitaError `outputFailed` */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw fault('folderNotMade', { folder, reason: messageOf(error) });
  }
}

/**
 * The model of a head, if it is the one that its manifest describes: scores are kept by that description.
 * @throws DeitaError `fileUnreadable`
 */
export async function readHead({ folder, head }: TrainedHead): Promise<Uint8Array> {
  const file = path.join(folder, path.basename(head.file));
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw fault('notRead', { file, reason: messageOf(error) });
  }
  if (createHash('sha256').update(bytes).digest('hex') === head.sha256) return bytes;
  throw fault('headDiffers', { file });
}

/** @throws DeitaError `modelMissing`, `fileUnreadable` */
export async function readScorerManifest(folder: string): Promise<ScorerManifest> {
  const manifest = await readJsonFile(path.join(folder, MANIFEST), isManifest, say('otherScorerFolder'));
  if (manifest !== undefined) return manifest;
  throw fault('noTrainedScorer', { folder });
}

/** Whether everything is there that scoring reads; figures are for people. */
function isManifest(value: unknown): value is ScorerManifest {
  if (!isObject(value) || value.version !== 1 || !isObject(value.heads) || !isObject(value.embedder)) return false;
  const { kind, name, hash, model } = value.embedder;
  const isEmbedder = kind === 'onnx' ? typeof model === 'string' : kind === 'built-in';
  const heads = Object.values(value.heads);
  return isEmbedder && typeof name === 'string' && typeof hash === 'string' && heads.every(isHead);
}

function isHead(value: unknown): value is HeadManifest {
  return isObject(value) && typeof value.file === 'string' && typeof value.sha256 === 'string';
}

/** Which scorer the heads make together: whatever decides a score is in its hash. */
export function trainedIdentity(heads: readonly TrainedHead[]): ModelIdentity {
  const decisive = heads.map(({ kind, head, manifest }) => [
    kind,
    head.sha256,
    manifest.featuresHash,
    manifest.embedder.hash,
  ]);
  return {
    name: [...new Set(heads.map(({ folder }) => path.basename(folder)))].join(' + '),
    version: '1',
    hash: createHash('sha256').update(JSON.stringify(decisive)).digest('hex'),
  };
}

/** A head and the folder it is in. */
export interface TrainedHead {
  readonly kind: ScoreKind;
  readonly folder: string;
  readonly head: HeadManifest;
  readonly manifest: ScorerManifest;
}
