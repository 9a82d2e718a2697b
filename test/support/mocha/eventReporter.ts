import Mocha from 'mocha';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { EVENTS_VARIABLE, type TestEvent, type TestName, type TestState } from './testRun';

const { constants } = Mocha.Runner;

/** Mocha's own report for people, and each event as it comes for whoever watches over the run. */
export default class EventReporter extends Mocha.reporters.Spec {
  private readonly eventsFile = process.env[EVENTS_VARIABLE];

  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const began = (runnable: Mocha.Runnable): void => this.note({ event: 'began', name: nameOf(runnable) });
    const ended =
      (state: TestState) =>
      (runnable: Mocha.Runnable): void => {
        this.note({ event: 'ended', result: { ...nameOf(runnable), state } });
      };
    runner.on(constants.EVENT_TEST_BEGIN, began);
    runner.on(constants.EVENT_HOOK_BEGIN, began);
    runner.on(constants.EVENT_TEST_PASS, ended('passed'));
    runner.on(constants.EVENT_HOOK_END, ended('passed'));
    runner.on(constants.EVENT_TEST_PENDING, ended('skipped'));
    runner.on(constants.EVENT_TEST_FAIL, ended('failed'));
    runner.once(constants.EVENT_RUN_END, () => this.note({ event: 'finished' }));
  }

  /** Written at once: the process may be killed at the next moment. */
  private note(event: TestEvent): void {
    if (this.eventsFile !== undefined) appendFileSync(this.eventsFile, `${JSON.stringify(event)}\n`);
  }
}

function nameOf(runnable: Mocha.Runnable): TestName {
  const file = path.basename(runnable.file ?? runnable.parent?.file ?? '');
  const title = runnable.titlePath().join(' ');
  return { file: file.replace(/\.[jt]s$/, ''), title, isHook: 'type' in runnable && runnable.type === 'hook' };
}
