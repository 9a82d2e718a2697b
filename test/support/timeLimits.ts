/** Says how many times slower than an ordinary machine this one is: `DEITA_TEST_SLOWNESS=3 npm test`. */
const SLOWNESS_VARIABLE = 'DEITA_TEST_SLOWNESS';

/**
 * Every time limit of the tests, in milliseconds. They end what hangs and nothing else: no test passes or fails by how
 * fast the machine is, so each is many times what an ordinary machine with both cores busy takes.
 */
export interface TimeLimits {
  /** A test or hook in this process or with processes of its own. */
  readonly test: number;
  /** A test or hook that drives VS Code or runs inside it: several waits in turn. */
  readonly windowTest: number;
  /** One wait for something that comes about in its own time: Playwright's default, `eventually`, `until`. */
  readonly wait: number;
  /** VS Code's server or its window from nothing, on a disk that has not read it yet. */
  readonly start: number;
  /** No test has begun or ended for this long: the whole run hangs. Longer than any test may take. */
  readonly silence: number;
  /** From the end of the last test to the end of the process. */
  readonly exit: number;
}

export function timeLimits(slowness: string | undefined): TimeLimits {
  const factor = Math.max(1, Number(slowness ?? 1) || 1);
  return {
    test: 180_000 * factor,
    windowTest: 400_000 * factor,
    wait: 60_000 * factor,
    start: 180_000 * factor,
    silence: 500_000 * factor,
    exit: 60_000 * factor,
  };
}

export const LIMITS = timeLimits(process.env[SLOWNESS_VARIABLE]);
