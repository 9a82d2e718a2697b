import path from 'node:path';
import { fileExists } from '../common/fileExists';
import { replaceFile } from '../dataset/atomicFile';
import { isObject } from '../dataset/formats/format';
import { readJsonFile } from '../dataset/jsonFile';
import { readSubmission } from './submission';
import type { BatchKind, RequestFile } from '../protocol/batch';
import { fault, say } from '../messages/say';

/** What a folder of requests holds; written last, so that a folder with it is complete. */
export interface BatchManifest {
  readonly kind: BatchKind;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly version: string;
  /** Models as they are named on their servers. */
  readonly models: readonly string[];
  readonly requests: number;
  readonly files: readonly RequestFile[];
}

const MANIFEST = 'batch.json';

/** @throws DeitaError `fileNotFound`, `fileUnreadable` */
export async function readManifest(folder: string): Promise<BatchManifest> {
  const manifest = await readJsonFile(path.join(folder, MANIFEST), isManifest, say('exportAgain'));
  if (manifest !== undefined) return manifest;
  throw fault('noBatchFolder', { folder });
}

function isManifest(value: unknown): value is BatchManifest {
  if (!isObject(value) || typeof value.kind !== 'string' || !Array.isArray(value.files)) return false;
  return value.files.every((file) => isObject(file) && typeof file.name === 'string');
}

/** Writes texts of the folder in order, the manifest last. @throws DeitaError `outputFailed` */
export async function writeFolder(
  folder: string,
  texts: Readonly<Record<string, string>>,
  manifest: BatchManifest,
): Promise<void> {
  const all = { ...texts, [MANIFEST]: `${JSON.stringify(manifest, null, 2)}\n` };
  for (const [name, text] of Object.entries(all)) await replaceFile(path.join(folder, name), text);
}

/** @throws DeitaError `outputExists`; `usage` when the requests in the folder have been submitted */
export async function assertMayExport(folder: string, overwrite: boolean): Promise<void> {
  if ((await readSubmission(folder)) !== undefined) {
    throw fault('batchSubmitted', { folder });
  }
  if (!overwrite && (await fileExists(path.join(folder, MANIFEST)))) {
    throw fault('holdsBatch', { folder });
  }
}
