import Mocha from 'mocha';
import { writeFileSync } from 'node:fs';

/** Names the file into which a mocha run writes its counts. */
export const RESULTS_VARIABLE = 'DEITA_TEST_RESULTS';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Mocha's own report for people, and the counts as JSON for the summary over all stages. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => this.writeCounts());
  }

  private writeCounts(): void {
    const file = process.env[RESULTS_VARIABLE];
    if (file === undefined) return;
    const counts: TestCounts = {
      passed: this.stats.passes,
      failed: this.stats.failures,
      skipped: this.stats.pending,
    };
    writeFileSync(file, JSON.stringify(counts));
  }
}
