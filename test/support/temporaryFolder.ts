import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface TemporaryFolder {
  readonly path: (name: string) => string;
  /** @returns the file's path */
  readonly write: (name: string, content: string | Uint8Array) => string;
}

/** A folder of its own for each test of the suite that calls this; gone after the test. */
export function temporaryFolder(): TemporaryFolder {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'deita-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const inFolder = (name: string): string => path.join(folder, name);
  return {
    path: inFolder,
    write(name, content) {
      writeFileSync(inFolder(name), content);
      return inFolder(name);
    },
  };
}
