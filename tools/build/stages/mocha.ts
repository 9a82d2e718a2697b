import { LIMITS } from '../../../test/support/timeLimits';
import { EVENTS_VARIABLE } from '../../../test/support/mocha/testRun';
import type { Print } from './stage';
import { runTool } from './tools';
import { watchedRun, type RunEnd, type RunLimits } from './watchedRun';

const REPORTER = './test/support/mocha/eventReporter.ts';

export interface MochaOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly limits?: RunLimits;
  /** Gets what the runner says; nothing is printed then. */
  readonly print?: Print;
}

/** Runs the test files that match, in one process, which is ended when it hangs. */
export function runMocha(args: readonly string[], options: MochaOptions = {}): Promise<RunEnd> {
  const { env = {}, limits = LIMITS, print } = options;
  return watchedRun(
    ({ eventsFile, stuck }) =>
      runTool('mocha', ['--reporter', REPORTER, ...args], {
        nodeArguments: ['--import=tsx'],
        env: { ...env, [EVENTS_VARIABLE]: eventsFile },
        stop: stuck,
        ...(print === undefined ? {} : { print }),
      }),
    limits,
    print,
  );
}
