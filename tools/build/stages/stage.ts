/** A test that failed, or a tool or run that did. */
export interface TestFailure {
  readonly name: string;
  /** First lines of what was said about it. */
  readonly message: string;
}

/** Outcome of a part of the suite. */
export interface TestCounts {
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly TestFailure[];
  /** Tests that failed first and passed when they were run once more, as they failed; they are among the passed. */
  readonly passedOnSecondRun: readonly TestFailure[];
}

/** Says something to the person who runs the tests. */
export type Print = (line: string) => void;

/** One part of `npm test`: a whole tool counts as one test, a test run as its tests. */
export interface Stage {
  readonly name: string;
  readonly title: string;
  run(): Promise<TestCounts>;
}

export const NONE: TestCounts = { passed: 0, skipped: 0, failures: [], passedOnSecondRun: [] };
export const ONE_PASSED: TestCounts = { ...NONE, passed: 1 };

export function oneFailed(name: string, message: string): TestCounts {
  return { ...NONE, failures: [{ name, message }] };
}

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return {
    passed: a.passed + b.passed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
    passedOnSecondRun: [...a.passedOnSecondRun, ...b.passedOnSecondRun],
  };
}

/** Names the tests that took two runs and those that failed, each with what it said; nothing when there are none. */
export function failureLines({ failures, passedOnSecondRun: again }: TestCounts): string[] {
  return [
    ...(again.length === 0 ? [] : [`${tests(again)} passed on ${again.length === 1 ? 'its' : 'their'} second run:`]),
    ...again.flatMap(linesOf),
    ...(failures.length === 0 ? [] : [`${tests(failures)} failed:`]),
    ...failures.flatMap(linesOf),
  ];
}

function tests({ length }: readonly unknown[]): string {
  return `${length} ${length === 1 ? 'test' : 'tests'}`;
}

function linesOf({ name, message }: TestFailure): string[] {
  const said = message === '' ? [] : message.split('\n');
  return [`  ${name}`, ...said.map((line) => `    ${line}`.trimEnd())];
}
