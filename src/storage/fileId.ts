import { statSync } from 'node:fs';

/** Which file a path names now; undefined when there is none. */
export function fileIdOf(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? undefined : `${stats.dev} ${stats.ino}`;
}
