import path from 'node:path';
import { replaceFile } from '../dataset/atomicFile';
import { isObject } from '../dataset/formats/format';
import { readJsonFile } from '../dataset/jsonFile';
import type { Submission } from '../protocol/batch';
import { say } from '../messages/say';

const FILE_NAME = 'submitted.json';

/** @returns undefined when nothing was submitted yet @throws DeitaError `fileUnreadable` */
export function readSubmission(folder: string): Promise<Submission | undefined> {
  return readJsonFile(path.join(folder, FILE_NAME), isSubmission, say('checkBatches'));
}

function isSubmission(value: unknown): value is Submission {
  if (!isObject(value) || typeof value.baseUrl !== 'string' || !Array.isArray(value.files)) return false;
  return value.files.every((file) => isObject(file) && typeof file.name === 'string');
}

/** @throws DeitaError `outputFailed` */
export async function writeSubmission(folder: string, submission: Submission): Promise<void> {
  await replaceFile(path.join(folder, FILE_NAME), `${JSON.stringify(submission, null, 2)}\n`);
}
