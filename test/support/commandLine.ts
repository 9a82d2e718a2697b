import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from './host/cache';
import { runCommand } from './host/command';

/** One row of the report that `deita select --report` writes. */
export interface ReportRow {
  readonly rowIndex: number;
  readonly lineNumber: number;
  readonly status: 'selected' | 'nearDuplicate' | 'notReached' | 'unscored';
  readonly rank?: number;
  readonly evolScore?: number;
  readonly complexityScores?: readonly number[];
  readonly qualityScores?: readonly number[];
  readonly nearDuplicateOf?: number;
  readonly cosineSimilarity?: number;
}

export interface SelectionReport {
  readonly counts: Readonly<Record<'rows' | 'selected' | 'nearDuplicate' | 'notReached' | 'unscored', number>>;
  readonly rows: readonly ReportRow[];
}

/** Runs the built command line. */
function runDeita(args: readonly string[]): Promise<string> {
  return runCommand(process.execPath, [path.join(ROOT, 'dist', 'cli.js'), ...args], { cwd: ROOT });
}

/** What the command line selects of a file: the report, and the bytes of `--output`. */
export async function selectByCommandLine(file: string, folder: string, budget: number) {
  const output = path.join(folder, 'selected.jsonl');
  const report = path.join(folder, 'report.json');
  const cache = ['--cache-dir', path.join(folder, 'cache')];
  await runDeita(['select', file, '--budget', String(budget), '--output', output, '--report', report, ...cache]);
  return {
    report: JSON.parse(await readFile(report, 'utf8')) as SelectionReport,
    output: await readFile(output),
  };
}

/** Makes the selection that a recipe says. @param cache a folder of its own, so that nothing is known beforehand */
export async function runRecipe(recipe: string, cache: string): Promise<void> {
  await runDeita(['run', recipe, '--cache-dir', cache]);
}

/** Keeps a selection without diversity as a run beside its dataset. */
export async function keepByCommandLine(
  file: string,
  name: string,
  cache: string,
  options: readonly string[],
): Promise<void> {
  await runDeita(['select', file, '--diversity', 'none', '--name', name, '--cache-dir', cache, ...options]);
}
