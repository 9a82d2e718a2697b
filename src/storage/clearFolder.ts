import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { LOCAL_PROBES, type FolderProbes } from './fileSystem';
import { cacheFolders } from './localFolder';
import { SELECTIONS_FOLDER } from './selectionsFolder';

/**
 * Deletes everything that can be worked out again; kept selections stay. Nothing may use the cache meanwhile. Clears
 * the folder asked for and the local one that stands in for it, which would otherwise bring the other's database back.
 * @throws what the file system does, with what could be deleted gone
 */
export async function clearCacheFolder(cacheDir: string, probes: FolderProbes = LOCAL_PROBES): Promise<void> {
  for (const folder of cacheFolders(cacheDir, probes)) {
    for (const name of await namesIn(folder)) {
      if (name === SELECTIONS_FOLDER) continue;
      await rm(path.join(folder, name), { recursive: true, force: true, maxRetries: 3 });
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
