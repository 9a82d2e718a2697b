import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

export interface TemporaryFolder {
  readonly path: (name: string) => string;
  /** @returns the file's path */
  readonly write: (name: string, content: string | Uint8Array) => string;
}

/** The last write of a process that was killed may still be on its way into the folder. */
export const REMOVAL = { recursive: true, force: true, maxRetries: 5 } as const;

/**
 * A folder of its own for each test of the suite that calls this. It goes before the next test and at the end: by then
 * the suite's own hooks have closed what writes into it.
 */
export function temporaryFolder(): TemporaryFolder {
  let folder = '';
  const remove = async (): Promise<void> => {
    if (folder !== '') await rm(folder, REMOVAL);
    folder = '';
  };
  beforeEach(async () => {
    await remove();
    folder = mkdtempSync(path.join(os.tmpdir(), 'deita-test-'));
  });
  after(remove);
  const inFolder = (name: string): string => path.join(folder, name);
  return {
    path: inFolder,
    write(name, content) {
      writeFileSync(inFolder(name), content);
      return inFolder(name);
    },
  };
}
