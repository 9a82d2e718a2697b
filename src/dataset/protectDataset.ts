import { stat } from 'node:fs/promises';
import { fault } from '../messages/say';

/**
 * Keeps a dataset from being written over, under whatever name or link.
 * @param files all that its rows are read from: of a pool its own and those that it names
 * @throws DeitaError `usage`
 */
export async function assertNotDataset(files: readonly string[], output: string): Promise<void> {
  const target = await fileOf(output);
  if (target === undefined) return;
  for (const file of files) {
    const source = await fileOf(file);
    if (source?.dev === target.dev && source.ino === target.ino) throw fault('isDataset', { file: output });
  }
}

async function fileOf(path: string): Promise<{ dev: bigint; ino: bigint } | undefined> {
  return stat(path, { bigint: true }).catch(() => undefined);
}
