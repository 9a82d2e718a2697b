/** A folder's entry: what stands in it, by name. */
export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

export interface Folders<Folder> {
  /** Lists a folder; one that cannot be read has no entries. */
  readonly read: (folder: Folder) => Promise<readonly FolderEntry[]>;
  /** A folder's address and a name in it. */
  readonly join: (folder: Folder, name: string) => Folder;
}

/** Folders below those of the workspace: what is looked for stands beside datasets, not deep below. */
const DEEPEST = 3;
/** So that no huge folder is searched to its end. */
const MOST_FOLDERS = 500;
/** Folders that hold what tools keep, in great numbers. */
const SKIPPED = /^(\.|node_modules$|__pycache__$)/;

/** Entries that are wanted, in some folders and not far below them, nearest first; a wanted folder is not looked into. */
export async function findEntries<Folder>(
  roots: readonly Folder[],
  { read, join }: Folders<Folder>,
  isWanted: (entry: FolderEntry) => boolean,
): Promise<Folder[]> {
  const found: Folder[] = [];
  let level: readonly Folder[] = roots;
  let looked = 0;
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth++) {
    const next: Folder[] = [];
    for (const folder of level.slice(0, MOST_FOLDERS - looked)) {
      looked++;
      for (const entry of await read(folder)) {
        if (isWanted(entry)) found.push(join(folder, entry.name));
        else if (entry.isFolder && !SKIPPED.test(entry.name)) next.push(join(folder, entry.name));
      }
    }
    level = next;
  }
  return found;
}
