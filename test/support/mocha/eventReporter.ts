import Mocha from 'mocha';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { EVENTS_VARIABLE, type TestEvent, type TestName, type TestState } from './testRun';

const { constants } = Mocha.Runner;

/** A difference of two values begins with three lines that are always the same. */
const MESSAGE_LINES = 8;
const MESSAGE_CHARACTERS = 1000;

export interface EventReporterOptions {
  /** Where the test files lie, which are named by their path in it; the folder of the process otherwise. */
  readonly folder?: string;
}

/** Mocha's own report for people, and each event as it comes for whoever watches over the run. */
export default class EventReporter extends Mocha.reporters.Spec {
  private readonly eventsFile = process.env[EVENTS_VARIABLE];

  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { folder = process.cwd() } = (options.reporterOptions ?? {}) as EventReporterOptions;
    const began = (runnable: Mocha.Runnable): void => this.note({ event: 'began', name: nameOf(runnable, folder) });
    const ended =
      (state: TestState) =>
      (runnable: Mocha.Runnable): void =>
        this.note({ event: 'ended', result: { ...nameOf(runnable, folder), state } });
    const failed = (runnable: Mocha.Runnable, error: unknown): void => {
      const message = firstLines(error instanceof Error ? error.message : String(error));
      this.note({ event: 'ended', result: { ...nameOf(runnable, folder), state: 'failed', message } });
    };
    runner.on(constants.EVENT_TEST_BEGIN, began);
    runner.on(constants.EVENT_HOOK_BEGIN, began);
    runner.on(constants.EVENT_TEST_PASS, ended('passed'));
    runner.on(constants.EVENT_HOOK_END, ended('passed'));
    runner.on(constants.EVENT_TEST_PENDING, ended('skipped'));
    runner.on(constants.EVENT_TEST_FAIL, failed);
    runner.once(constants.EVENT_RUN_END, () => this.note({ event: 'finished' }));
  }

  /** Written at once: the process may be killed at the next moment. */
  private note(event: TestEvent): void {
    if (this.eventsFile !== undefined) appendFileSync(this.eventsFile, `${JSON.stringify(event)}\n`);
  }
}

function nameOf(runnable: Mocha.Runnable, folder: string): TestName {
  const file = runnable.file ?? runnable.parent?.file;
  return {
    file: file === undefined ? '' : pathIn(folder, file),
    title: runnable.titlePath().join(' '),
    isHook: 'type' in runnable && runnable.type === 'hook',
  };
}

function pathIn(folder: string, file: string): string {
  const inFolder = path.relative(folder, file).replaceAll(path.sep, '/');
  return inFolder.replace(/\.[jt]s$/, '');
}

function firstLines(message: string): string {
  const lines = stripVTControlCharacters(message).trim().split('\n').slice(0, MESSAGE_LINES);
  return lines.join('\n').slice(0, MESSAGE_CHARACTERS);
}
