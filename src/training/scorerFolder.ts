import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DeitaError, messageOf } from '../common/errors';
import type { ModelIdentity } from '../common/modelIdentity';
import { replaceFile } from '../dataset/atomicFile';
import type { ScoreKind } from '../scoring/promptTemplates';
import type { HeadManifest, ScorerManifest } from './scorerManifest';

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
    throw new DeitaError('outputFailed', `${folder} cannot be made: ${messageOf(error)}.`);
  }
}

export function headFile(kind: ScoreKind): string {
  return `${kind}.onnx`;
}

/** Whether a folder holds a trained scorer. */
export async function holdsScorer(folder: string): Promise<boolean> {
  return readFile(path.join(folder, MANIFEST)).then(
    () => true,
    () => false,
  );
}

/** @throws DeitaError `modelMissing`, `modelUnsupported` */
export async function readScorerManifest(folder: string): Promise<ScorerManifest> {
  const text = await readFile(path.join(folder, MANIFEST), 'utf8').catch(() => {
    throw new DeitaError('modelMissing', `${folder} holds no trained scorer.`, 'Make one with deita evol train.');
  });
  const manifest = parsed(text);
  if (manifest?.version === 1) return manifest;
  throw new DeitaError('modelUnsupported', `${path.join(folder, MANIFEST)} is no manifest of a trained scorer.`);
}

function parsed(text: string): ScorerManifest | undefined {
  try {
    return JSON.parse(text) as ScorerManifest;
  } catch {
    return undefined;
  }
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
