import { nameOf, type TestResult } from '../../../test/support/mocha/testRun';
import { addCounts, NONE, ONE_FAILED, type Print, type TestCounts } from './stage';
import type { RunEnd } from './watchedRun';

/** Counts a run that is not repeated; an exit code or an end that its tests do not explain is a failure. */
export function countsOf(run: RunEnd, print: Print = console.error): TestCounts {
  const counts = run.results.map(countOf).reduce(addCounts, NONE);
  if (run.running !== undefined) print(`Did not end: ${nameOf(run.running)}`);
  if (!run.isFinished) print('The test run was cut short.');
  const isExplained = run.isFinished && (run.exitCode === 0 || counts.failed > 0);
  return isExplained ? counts : addCounts(counts, ONE_FAILED);
}

/**
 * Runs tests that drive a whole VS Code, whose windows, frames and workers start in their own time: the files with a
 * failure are run once more, from a fresh start, and a test fails when it fails in both runs. What needed its second
 * run is named at the end.
 * @param files names without folder and extension
 * @param run runs those of the files
 */
export async function runWithSecondRun(
  files: readonly string[],
  run: (files: readonly string[]) => Promise<RunEnd>,
  print: Print = console.log,
): Promise<TestCounts> {
  const first = await run(files);
  const repeated = filesToRepeat(files, first);
  if (repeated.length === 0) return countsOf(first, print);
  print(`\nOnce more, from a fresh start: ${repeated.join(', ')}`);
  const second = await run(repeated);
  if (second.running !== undefined) print(`Did not end: ${nameOf(second.running)}`);
  const counts = countsOfBoth(first, second, repeated);
  for (const line of secondRunLines(counts)) print(line);
  return counts;
}

/** Says which tests took two runs; nothing when none did. */
export function secondRunLines({ passedOnSecondRun: names }: TestCounts): string[] {
  if (names.length === 0) return [];
  const tests = `${names.length} ${names.length === 1 ? 'test' : 'tests'}`;
  return [`${tests} passed on ${names.length === 1 ? 'its' : 'their'} second run: ${names.join('; ')}`];
}

/** Files with a failure, and those that a run which was cut short did not finish. */
function filesToRepeat(files: readonly string[], first: RunEnd): string[] {
  const hasFailed = new Set(first.results.filter(({ state }) => state === 'failed').map(({ file }) => file));
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
  const again = new Map(second.results.map((result) => [nameOf(result), result]));
  const known = withRunning(first);
  const names = new Set(known.map(nameOf));
  const counts = [
    ...known.map((result) =>
      repeated.includes(result.file) ? countOfBoth(result, again.get(nameOf(result))) : countOf(result),
    ),
    // Not reached the first time.
    ...second.results.filter((result) => !names.has(nameOf(result))).map(countOf),
  ].reduce(addCounts, NONE);
  const isExplained = second.isFinished && (second.exitCode === 0 || second.results.some(isFailure));
  return isExplained ? counts : addCounts(counts, ONE_FAILED);
}

/** What a run hung in has failed. */
function withRunning({ results, running }: RunEnd): readonly TestResult[] {
  return running === undefined ? results : [...results, { ...running, state: 'failed' }];
}

function countOfBoth(first: TestResult, second: TestResult | undefined): TestCounts {
  if (!isFailure(first)) return countOf(first);
  if (second?.state !== 'passed') return ONE_FAILED;
  return { ...countOf({ ...first, state: 'passed' }), passedOnSecondRun: [nameOf(first)] };
}

function countOf({ state, isHook }: TestResult): TestCounts {
  return isHook && !isFailure({ state }) ? NONE : { ...NONE, [state]: 1 };
}

function isFailure({ state }: Pick<TestResult, 'state'>): boolean {
  return state === 'failed';
}
