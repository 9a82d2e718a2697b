import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DeitaError } from '../common/errors';
import { replaceFile } from '../dataset/atomicFile';
import type { BatchState } from '../serverClient/batchApi';

/** What has become of one file of requests. Everything is absent until it has happened. */
export interface SubmittedFile {
  readonly name: string;
  readonly endpoint: string;
  readonly inputFileId?: string;
  readonly batch?: BatchState;
  /** Names of the files in `results/`, once they are all there. */
  readonly results?: readonly string[];
}

/** What was submitted where; kept beside the requests, so that waiting can go on after any stop. Never holds a key. */
export interface Submission {
  readonly baseUrl: string;
  readonly files: readonly SubmittedFile[];
}

const FILE_NAME = 'submitted.json';

/** @returns undefined when nothing was submitted yet @throws DeitaError `fileUnreadable` */
export async function readSubmission(folder: string): Promise<Submission | undefined> {
  const file = path.join(folder, FILE_NAME);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
  try {
    return JSON.parse(text) as Submission;
  } catch {
    throw new DeitaError('fileUnreadable', `${file} is damaged.`, 'Check which batches exist at the endpoint.');
  }
}

/** @throws DeitaError `outputFailed` */
export async function writeSubmission(folder: string, submission: Submission): Promise<void> {
  await replaceFile(path.join(folder, FILE_NAME), `${JSON.stringify(submission, null, 2)}\n`);
}
