/** Outcome of a part of the suite. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Names of tests that failed first and passed when they were run once more; they are among the passed. */
  readonly passedOnSecondRun: readonly string[];
}

/** Says something to the person who runs the tests. */
export type Print = (line: string) => void;

/** One part of `npm test`: a whole tool counts as one test, a test run as its tests. */
export interface Stage {
  readonly name: string;
  readonly title: string;
  run(): Promise<TestCounts>;
}

export const NONE: TestCounts = { passed: 0, failed: 0, skipped: 0, passedOnSecondRun: [] };
export const ONE_PASSED: TestCounts = { ...NONE, passed: 1 };
export const ONE_FAILED: TestCounts = { ...NONE, failed: 1 };

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    passedOnSecondRun: [...a.passedOnSecondRun, ...b.passedOnSecondRun],
  };
}
