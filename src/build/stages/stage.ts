import type { TestCounts } from '../../../test/support/countingReporter';

/** One part of `npm test`: a whole tool counts as one test, a test run as its tests. */
export interface Stage {
  readonly name: string;
  readonly title: string;
  run(): Promise<TestCounts>;
}

export const ONE_PASSED: TestCounts = { passed: 1, failed: 0, skipped: 0 };
export const ONE_FAILED: TestCounts = { passed: 0, failed: 1, skipped: 0 };

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}
