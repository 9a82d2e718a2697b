import { readFileSync } from 'node:fs';

/** Names the file in which a mocha run notes what happens, one JSON value a line. */
export const EVENTS_VARIABLE = 'DEITA_TEST_EVENTS';

/** A test or a hook. */
export interface TestName {
  /** The file's path in the reporter's folder, with slashes and without extension: a bundle is called the same. */
  readonly file: string;
  /** Titles of its suites and its own. */
  readonly title: string;
  /** Hooks that fail count as failures; hooks are not counted otherwise. */
  readonly isHook: boolean;
}

export type TestState = 'passed' | 'failed' | 'skipped';

export interface TestResult extends TestName {
  readonly state: TestState;
  /** First lines of what a failed test said. */
  readonly message?: string;
}

export type TestEvent =
  | { readonly event: 'began'; readonly name: TestName }
  | { readonly event: 'ended'; readonly result: TestResult }
  | { readonly event: 'finished' };

/** What is known of a run, however it ended. */
export interface TestRun {
  readonly results: readonly TestResult[];
  /** What had begun and not ended when the run was ended. */
  readonly running: TestName | undefined;
  /** Whether it got to the end of its tests. */
  readonly isFinished: boolean;
}

export function nameOf({ file, title }: TestName): string {
  return `${title} (${file})`;
}

/** Reads a file of events; the last line of a process that was killed may be cut off. */
export function readTestRun(eventsFile: string): TestRun {
  const results: TestResult[] = [];
  let running: TestName | undefined;
  let isFinished = false;
  for (const event of readEvents(eventsFile)) {
    if (event.event === 'began') running = event.name;
    else if (event.event === 'finished') isFinished = true;
    else {
      running = undefined;
      addResult(results, event.result);
    }
  }
  return { results, running, isFinished };
}

function addResult(results: TestResult[], result: TestResult): void {
  // An error that comes after a test has passed fails it after all.
  const last = results.findLastIndex((other) => nameOf(other) === nameOf(result));
  if (result.state === 'failed' && results[last]?.state === 'passed') results[last] = result;
  else results.push(result);
}

function readEvents(eventsFile: string): TestEvent[] {
  let text: string;
  try {
    text = readFileSync(eventsFile, 'utf8');
  } catch {
    return []; // The run did not get so far.
  }
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as TestEvent]));
}
