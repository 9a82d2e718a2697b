import path from 'node:path';
import { fault } from '../../../messages/say';
import { replaceFile } from '../../atomicFile';
import { hashedFile } from '../../fileIdentity';
import { filesOfDataset, type PoolMember, poolText } from './poolFile';

/** Reads files to keep them as one pool. */
export interface PoolMaking {
  readonly files: readonly string[];
  /** Replaced if it exists. */
  readonly output: string;
  readonly signal: AbortSignal | undefined;
  /** @param done how many files have been read */
  readonly onProgress?: (done: number) => void;
}

/**
 * Writes a pool: its files with paths from its folder on, and what they hold now by their hashes.
 * @throws DeitaError `usage` for a pool among the files, `fileNotFound`, `cancelled`, `outputFailed`
 */
export async function makePool({ files, output, signal, onProgress }: PoolMaking): Promise<readonly PoolMember[]> {
  const folder = path.dirname(path.resolve(output));
  const members: PoolMember[] = [];
  for (const file of files) {
    if ((await filesOfDataset(file)).length > 1) throw fault('poolOfPools', { file });
    const relative = path.relative(folder, path.resolve(file)).split(path.sep).join('/');
    members.push({ path: relative, sha256: (await hashedFile(file, signal)).sha256 });
    onProgress?.(members.length);
  }
  await replaceFile(output, poolText(members));
  return members;
}
