import { readFileSync } from 'node:fs';
import type { temporaryFolder } from '../../support/temporaryFolder';
import type { CliResult } from './cliRunners';
import { npyOf } from '../../support/npy';

export type Folder = ReturnType<typeof temporaryFolder>;

export interface CliCase {
  readonly title: string;
  readonly args: (folder: Folder) => readonly string[];
  readonly code: number;
  readonly stdout?: RegExp;
  readonly stderr?: RegExp;
  /** What `--json` printed, or what was written. */
  readonly check?: (result: CliResult, folder: Folder) => void;
  readonly interruptOn?: RegExp;
  readonly needsModels?: boolean;
  /** Whether stdout holds a result although the exit code is not 0. */
  readonly describesFailure?: boolean;
}

export const row = (id: number, complexity: number | null, quality: number): string =>
  JSON.stringify({
    instruction: `do ${id}`,
    output: `done ${id}`,
    complexity_scores: [complexity],
    quality_scores: [quality],
  });

/** Row 2 duplicates row 1; row 3 is broken, row 4 not scored. */
export const POOL = [row(0, 2, 3), row(1, 5, 5), row(2, 5, 4), '{"instruction": ', row(4, null, 2), row(5, 1, 1)];
const EMBEDDINGS = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 2, 0.01],
  [0, 0, 0],
  [0, 0, 1],
  [0, 0, 2],
];

export const pool = (folder: Folder): string => folder.write('pool.jsonl', `${POOL.join('\n')}\n`);
export const embeddings = (folder: Folder): string => folder.write('pool.npy', npyOf(EMBEDDINGS));
export const precomputed = (folder: Folder): string[] => [
  pool(folder),
  '--scorer',
  'precomputed',
  '--embeddings',
  embeddings(folder),
];
export const json = (result: CliResult): Record<string, unknown> =>
  JSON.parse(result.stdout) as Record<string, unknown>;
export const read = (folder: Folder, name: string): string => readFileSync(folder.path(name), 'utf8');
