import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RESULTS_VARIABLE, type TestCounts } from '../../../test/support/countingReporter';
import { addCounts, ONE_FAILED } from './stage';
import { runTool } from './tools';

const REPORTER = './test/support/countingReporter.ts';

/** Runs the test files that match and returns their counts; a run that ends without counts is one failure. */
export function runMocha(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<TestCounts> {
  return withResults(async (results) => {
    const common = ['--import=tsx', '--reporter', REPORTER];
    return runTool('mocha', [...common, ...args], { ...env, [RESULTS_VARIABLE]: results });
  });
}

/** Hands `run` the file for its counts and reads them; an exit code that the counts do not explain is a failure. */
export async function withResults(run: (resultsFile: string) => Promise<number>): Promise<TestCounts> {
  const folder = await mkdtemp(path.join(tmpdir(), 'deita-results-'));
  try {
    const results = path.join(folder, 'counts.json');
    const code = await run(results);
    const counts = await readFile(results, 'utf8').then((text) => JSON.parse(text) as TestCounts, noCounts);
    return code !== 0 && counts.failed === 0 ? addCounts(counts, ONE_FAILED) : counts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function noCounts(): TestCounts {
  console.error('The test run ended without a result.');
  return ONE_FAILED;
}
