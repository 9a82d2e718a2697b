import path from 'node:path';
import { SET_NAMES } from '../../protocol/fineTuning';
import type { FolderEntry } from '../findEntries';

const NAMES: ReadonlySet<string> = new Set(SET_NAMES);

/** Whether a folder may be that of a set within a training folder, by its name. */
export function isSetFolder({ name, isFolder }: FolderEntry): boolean {
  return isFolder && NAMES.has(name);
}

/**
 * The folders that experiments may be read from: those that hold training folders, the one with most of them first.
 * @param sets folders of sets
 */
export function experimentFolders(sets: readonly string[]): string[] {
  const trainings = new Set(sets.map((set) => path.dirname(set)));
  const counts = new Map<string, number>();
  for (const training of trainings) {
    const folder = path.dirname(training);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([folder]) => folder);
}
