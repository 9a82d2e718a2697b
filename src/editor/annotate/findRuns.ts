/** A folder's entries: what stands in it, by name. */
export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Folders below those of the workspace: runs stand beside their datasets, not deep below. */
const DEEPEST = 3;
/** So that no huge folder is searched to its end. */
const MOST_FOLDERS = 500;
const RUN_FOLDER = /\.evol$/i;
/** Folders that hold what tools keep, in great numbers. */
const SKIPPED = /^(\.|node_modules$|__pycache__$)/;

/**
 * The annotation runs in some folders and not far below them, nearest first.
 * @param read lists a folder; one that cannot be read has no entries
 * @param join a folder's address and a name in it
 */
export async function findRuns<Folder>(
  roots: readonly Folder[],
  read: (folder: Folder) => Promise<readonly FolderEntry[]>,
  join: (folder: Folder, name: string) => Folder,
): Promise<Folder[]> {
  const runs: Folder[] = [];
  let level: readonly Folder[] = roots;
  let looked = 0;
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth++) {
    const next: Folder[] = [];
    for (const folder of level.slice(0, MOST_FOLDERS - looked)) {
      looked++;
      for (const { name, isFolder } of await read(folder)) {
        if (!isFolder || SKIPPED.test(name)) continue;
        (RUN_FOLDER.test(name) ? runs : next).push(join(folder, name));
      }
    }
    level = next;
  }
  return runs;
}
