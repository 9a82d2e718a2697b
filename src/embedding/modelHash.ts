import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { checkModelFile } from '../inference/session';

/**
 * Hex SHA-256 over what decides a model's output: its files, and the version of the code around them.
 * @throws DeitaError `modelMissing` when a file is not there
 */
export async function modelHash(codeVersion: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(codeVersion);
  for (const file of files) {
    await checkModelFile(file);
    hash.update('\0').update(await readFile(file));
  }
  return hash.digest('hex');
}
