import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { npyOf } from '../../support/npy';

/** A folder of a suite's own for its dataset files. */
export class Fixtures {
  private folder: string | undefined;

  async create(): Promise<void> {
    this.folder = await mkdtemp(path.join(tmpdir(), 'deita-suite-'));
  }

  async remove(): Promise<void> {
    if (this.folder !== undefined) await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  uri(name: string): vscode.Uri {
    if (this.folder === undefined) throw new Error('The folder is made in a before hook.');
    return vscode.Uri.file(path.join(this.folder, name));
  }

  async write(name: string, content: string | Uint8Array): Promise<vscode.Uri> {
    await writeFile(this.uri(name).fsPath, content);
    return this.uri(name);
  }

  /** A pool with known scores and embeddings beside it, so that a selection can be told in advance. */
  writePool(name: string, rows: readonly PoolRow[]): Promise<vscode.Uri> {
    return this.writeBoth(name, rows, `${rows.map((row) => JSON.stringify(recordOf(row))).join('\n')}\n`);
  }

  /** The same as an array over many lines. */
  writeArrayPool(name: string, rows: readonly PoolRow[]): Promise<vscode.Uri> {
    return this.writeBoth(name, rows, JSON.stringify(rows.map(recordOf), null, 2));
  }

  private async writeBoth(name: string, rows: readonly PoolRow[], text: string): Promise<vscode.Uri> {
    await this.write(`${name}.npy`, npyOf(rows.map(({ embedding }) => embedding)));
    return this.write(name, text);
  }
}

export interface PoolRow {
  readonly instruction: string;
  readonly complexity: number;
  readonly quality: number;
  readonly embedding: readonly number[];
}

/** Line 3 repeats line 1 and line 6 nearly does; line 4 stands alone; by score the order is 1, 3, 4, 6, 2, 5. */
export const SMALL_POOL: readonly PoolRow[] = [
  { instruction: 'Design a rate limiter', complexity: 5, quality: 6, embedding: [1, 0, 0, 0] },
  { instruction: 'Say hello', complexity: 2, quality: 3, embedding: [0, 1, 0, 0] },
  { instruction: 'Design a rate limiter now', complexity: 5, quality: 5, embedding: [1, 0, 0, 0] },
  { instruction: 'Prove a theorem', complexity: 4, quality: 5, embedding: [0, 0, 1, 0] },
  { instruction: 'Say goodbye', complexity: 1, quality: 2, embedding: [0, 0, 0, 1] },
  { instruction: 'Design another rate limiter', complexity: 3, quality: 4, embedding: [1, 0.1, 0, 0] },
];

/** Settings under which a pool of `writePool` selects by its own scores and embeddings. */
export function poolSettings(name: string, budget: number): Record<string, unknown> {
  return { scorer: 'precomputed', embedder: 'file', embeddingsFile: `${name}.npy`, threshold: 0.9, budget };
}

export const DEFAULT_SETTINGS = {
  scorer: undefined,
  embedder: undefined,
  embeddingsFile: undefined,
  threshold: undefined,
  budget: undefined,
} as const;

function recordOf({ instruction, complexity, quality }: PoolRow): object {
  const scores = { complexity_scores: [complexity], quality_scores: [quality] };
  return { instruction, output: `An answer to: ${instruction}`, ...scores };
}
