import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DeitaError } from '../common/errors';
import { fileExists } from '../common/fileExists';
import { replaceFile } from '../dataset/atomicFile';
import type { BatchKind } from './batchWork';
import type { RequestFile } from './requestFiles';
import { readSubmission } from './submission';

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
  const file = path.join(folder, MANIFEST);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new DeitaError(
      'fileNotFound',
      `${folder} is no folder of batch requests.`,
      'Make one with deita batch export.',
    );
  }
  try {
    return JSON.parse(text) as BatchManifest;
  } catch {
    throw new DeitaError('fileUnreadable', `${file} is damaged.`, 'Export again.');
  }
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
    throw new DeitaError(
      'usage',
      `The requests in ${folder} have been submitted: import their results, or export into another folder.`,
    );
  }
  if (!overwrite && (await fileExists(path.join(folder, MANIFEST)))) {
    throw new DeitaError('outputExists', `${folder} holds a batch already.`);
  }
}
