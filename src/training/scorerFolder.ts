import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../common/errors';
import type { ModelIdentity } from '../common/modelIdentity';
import { fileExists } from '../common/fileExists';
import { replaceFile } from '../dataset/atomicFile';
import { isObject } from '../dataset/formats/format';
import { readJsonFile } from '../dataset/jsonFile';
import type { ScoreKind } from '../scoring/promptTemplates';
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
  await makeFolder(folder);
  for (const [kind, bytes] of Object.entries(models)) {
    await replaceFile(path.join(folder, headFile(kind as ScoreKind)), bytes);
  }
  await replaceFile(path.join(folder, CARD), card);
  await replaceFile(path.join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw fault('folderNotMade', { folder, reason: messageOf(error) });
  }
}

export function headFile(kind: ScoreKind): string {
  return `${kind}.onnx`;
}

/** Whether a folder holds a trained scorer. */
export async function holdsScorer(folder: string): Promise<boolean> {
  return fileExists(path.join(folder, MANIFEST));
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
