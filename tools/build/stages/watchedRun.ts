import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nameOf, readTestRun, type TestRun } from '../../../test/support/mocha/testRun';
import { LIMITS } from '../../../test/support/timeLimits';
import type { Print } from './stage';

const LOOK_EVERY_MS = 500;

export interface RunLimits {
  /** To the first test, in milliseconds. */
  readonly start: number;
  /** Longest time without a test that begins or ends, in milliseconds. */
  readonly silence: number;
  /** From the end of the tests to the end of the process, in milliseconds. */
  readonly exit: number;
}

/** A run of tests as its runner sees it: the file for its events, and a signal that says that it hangs. */
export interface WatchedRun {
  readonly eventsFile: string;
  readonly stuck: AbortSignal;
}

export interface RunEnd extends TestRun {
  /** Of the process that ran the tests. */
  readonly exitCode: number;
}

/**
 * Runs tests and watches over them: a run in which nothing begins or ends any more is told to stop, and what it was at
 * is named.
 * @param run must end when it is told to; returns the exit code
 */
export async function watchedRun(
  run: (watched: WatchedRun) => Promise<number>,
  limits: RunLimits = LIMITS,
  print: Print = console.error,
): Promise<RunEnd> {
  const folder = await mkdtemp(path.join(tmpdir(), 'deita-test-run-'));
  const eventsFile = path.join(folder, 'events.jsonl');
  const stuck = new AbortController();
  const watch = new Watch(eventsFile, limits, (message) => {
    print(message);
    stuck.abort();
  });
  try {
    const exitCode = await run({ eventsFile, stuck: stuck.signal });
    return { ...readTestRun(eventsFile), exitCode };
  } finally {
    watch.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Looks at the file of events now and then. */
class Watch {
  private readonly timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
  private bytes = 0;
  private changedAt = performance.now();

  constructor(
    private readonly eventsFile: string,
    private readonly limits: RunLimits,
    private readonly onStuck: (message: string) => void,
  ) {}

  stop(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const bytes = (await stat(this.eventsFile).catch(() => undefined))?.size ?? 0;
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.changedAt = performance.now();
      return;
    }
    const silentMs = performance.now() - this.changedAt;
    const { start, silence, exit } = this.limits;
    if (silentMs < Math.min(start, silence, exit)) return;
    const run = readTestRun(this.eventsFile);
    if (silentMs < (run.isFinished ? exit : bytes === 0 ? start : silence)) return;
    this.stop();
    this.onStuck(`\n${seconds(silentMs)} s without a test that began or ended: the run is stopped. ${whatHangs(run)}`);
  }
}

function whatHangs({ running, isFinished, results }: TestRun): string {
  if (running !== undefined) return `Still running: ${nameOf(running)}`;
  if (isFinished) return 'All tests have ended, but something keeps the process alive.';
  const last = results.at(-1);
  return last === undefined ? 'No test had begun.' : `The last to end: ${nameOf(last)}`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(0);
}
