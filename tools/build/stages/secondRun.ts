import { nameOf, type TestResult } from '../../../test/support/mocha/testRun';
import { addCounts, failureLines, NONE, oneFailed, type Print, type TestCounts } from './stage';
import type { RunEnd } from './watchedRun';

/** Counts a run that is not repeated; an exit code or an end that its tests do not explain is a failure. */
export function countsOf(run: RunEnd): TestCounts {
  return [...withRunning(run).map(countOf), unexplained(run)].reduce(addCounts, NONE);
}

/**
 * Runs tests whose windows, processes, servers and files share a machine with whatever else it does: the files with a
 * failure are run once more, from a fresh start, and a test fails when it fails in both runs. What needed its second
 * run is named at the end.
 * @param files paths in the folder of the tests' reporter, with slashes and without extension
 * @param run runs those of the files
 */
export async function runWithSecondRun(
  files: readonly string[],
  run: (files: readonly string[]) => Promise<RunEnd>,
  print: Print = console.log,
): Promise<TestCounts> {
  const first = await run(files);
  const repeated = filesToRepeat(files, first);
  if (repeated.length === 0) return countsOf(first);
  print(`\nOnce more, from a fresh start: ${repeated.join(', ')}`);
  const second = await run(repeated);
  const counts = countsOfBoth(first, second, repeated);
  for (const line of failureLines(counts)) print(line);
  return counts;
}

/** Files with a failure, and those that a run which was cut short did not finish. */
function filesToRepeat(files: readonly string[], first: RunEnd): string[] {
  const hasFailed = new Set(first.results.filter(isFailure).map(({ file }) => file));
  if (first.running !== undefined) hasFailed.add(first.running.file);
  if (first.isFinished && (first.exitCode === 0 || hasFailed.size > 0))
    return files.filter((file) => hasFailed.has(file));
  if (first.isFinished) return [...files]; // It failed outside its tests.
  const complete = completeFiles(first);
  return files.filter((file) => hasFailed.has(file) || !complete.has(file));
}

/** Files run one after the other: all that were begun but the last are complete. */
function completeFiles({ results }: RunEnd): Set<string> {
  const begun = new Set(results.map(({ file }) => file));
  begun.delete(results.at(-1)?.file ?? '');
  return begun;
}

/** @param repeated files that were run twice */
function countsOfBoth(first: RunEnd, second: RunEnd, repeated: readonly string[]): TestCounts {
  const latest = withRunning(second);
  const again = new Map(latest.map((result) => [nameOf(result), result]));
  const known = withRunning(first);
  const names = new Set(known.map(nameOf));
  return [
    ...known.map((result) =>
      repeated.includes(result.file) ? countOfBoth(result, again.get(nameOf(result))) : countOf(result),
    ),
    // Not reached the first time.
    ...latest.filter((result) => !names.has(nameOf(result))).map(countOf),
    unexplained(second),
  ].reduce(addCounts, NONE);
}

/** An end that no test explains is a failure of its own. */
function unexplained({ running, isFinished, exitCode, results }: RunEnd): TestCounts {
  if (running !== undefined) return NONE;
  if (!isFinished) return oneFailed('The test run', 'It was cut short.');
  if (exitCode === 0 || results.some(isFailure)) return NONE;
  return oneFailed('The test run', `It ended with exit code ${exitCode}, though no test had failed.`);
}

/** What a run hung in has failed. */
function withRunning({ results, running }: RunEnd): readonly TestResult[] {
  return running === undefined ? results : [...results, { ...running, state: 'failed', message: 'It did not end.' }];
}

function countOfBoth(first: TestResult, second: TestResult | undefined): TestCounts {
  if (!isFailure(first)) return countOf(first);
  if (second?.state !== 'passed') return countOf(second !== undefined && isFailure(second) ? second : first);
  return { ...countOf(second), passedOnSecondRun: countOf(first).failures };
}

function countOf(result: TestResult): TestCounts {
  const { state, isHook, message = '' } = result;
  if (state === 'failed') return oneFailed(nameOf(result), message);
  return isHook ? NONE : { ...NONE, [state]: 1 };
}

function isFailure({ state }: TestResult): boolean {
  return state === 'failed';
}
