import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { REMOVAL } from '../../support/temporaryFolder';

/** A folder of its own for each test, removed after it. */
export class TemporaryFolder {
  private folder = '';

  async create(): Promise<void> {
    this.folder = await mkdtemp(path.join(os.tmpdir(), 'deita-engine-'));
  }

  async remove(): Promise<void> {
    await rm(this.folder, REMOVAL);
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  async write(name: string, content: string | Buffer): Promise<string> {
    const file = this.path(name);
    await writeFile(file, content);
    return file;
  }
}

export interface PoolRow {
  readonly instruction: string;
  readonly output: string;
}

/** Rows whose first words repeat every `kinds` rows, so that the stub embedder sees near-duplicates. */
export function poolRows(count: number, kinds = count): PoolRow[] {
  return Array.from({ length: count }, (_, row) => ({
    instruction: `topic${row % kinds} question number ${row}`,
    output: `answer ${row}`,
  }));
}

export function toJsonLines(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
