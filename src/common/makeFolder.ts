import { existsSync, mkdirSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';

export interface FolderOptions {
  /** Who may use folders that are made, as for `chmod`. */
  readonly mode?: number;
}

/**
 * Makes a folder with those on the way to it; one that is there stays. Node's own way of making them all never ends where
 * a folder takes none and says that there is nothing, as `/proc` does.
 * @throws Error of the file system
 */
export async function makeFolder(folder: string, options: FolderOptions = {}): Promise<void> {
  for (const each of missingFolders(path.resolve(folder))) {
    await mkdir(each, options).catch((error: unknown) => acceptFolder(each, error));
  }
}

/** `makeFolder` at once. @throws Error of the file system */
export function makeFolderSync(folder: string, options: FolderOptions = {}): void {
  for (const each of missingFolders(path.resolve(folder))) {
    try {
      mkdirSync(each, options);
    } catch (error) {
      acceptFolder(each, error);
    }
  }
}

/** A folder behind those on the way to it that are not there; a drive that is not there has nothing above it. */
export function missingFolders(folder: string, paths: path.PlatformPath = path): string[] {
  const parent = paths.dirname(folder);
  return parent === folder || existsSync(parent) ? [folder] : [...missingFolders(parent, paths), folder];
}

function acceptFolder(folder: string, error: unknown): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
}
