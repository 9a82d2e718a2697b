import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import type { Folder } from '../cli/cliCase';
import { RUNNERS, type CliResult, type RunOptions } from '../cli/cliRunners';
import type { InspectedRun } from '../../../src/evol/types';

/** Rows that differ, some of several turns, one broken. */
export function writePool(folder: Pick<Folder, 'path'>, rows: number): string {
  const topics = ['rivers', 'bridges', 'bees', 'prime numbers', 'tea', 'glaciers', 'sorting', 'maps', 'ink', 'clocks'];
  const lines = Array.from({ length: rows }, (_, id) => {
    const topic = topics[id % topics.length] ?? '';
    return JSON.stringify({
      instruction: `Tell a visitor of museum ${id} what is special about ${topic}.`,
      output: `In museum ${id} one learns that ${topic} are worth a look for more than one reason.`,
      source: id % 2 === 0 ? 'even' : 'odd',
    });
  });
  const file = folder.path('pool.jsonl');
  writeFileSync(file, `${[...lines, '{"instruction": '].join('\n')}\n`);
  return file;
}

export function deita(folder: Folder, args: readonly string[], options: Partial<RunOptions> = {}): Promise<CliResult> {
  const [runner] = RUNNERS;
  if (runner === undefined) throw new Error('no runner');
  return runner.run(args, { cacheDir: folder.path('cache'), ...options });
}

export async function inspectJson(folder: Folder, run: string): Promise<InspectedRun> {
  const { code, stdout, stderr } = await deita(folder, ['evol', 'inspect', '--run', run, '--json']);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as InspectedRun;
}
