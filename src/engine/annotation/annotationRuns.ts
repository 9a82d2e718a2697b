import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Lru } from '../../common/lru';
import { inspectRun } from '../../evol/inspect/inspectRun';
import { statusOf } from '../../evol/inspect/runStatus';
import { isWorkedOn } from '../../evol/run/runClaim';
import { ANSWERS_FILE, REQUESTS_FILE, RUN_FILE } from '../../evol/run/askedRun';
import { CORRECTIONS_FILE } from '../../evol/run/runDescription';
import { readRun, type Run } from '../../evol/run/runFolder';
import type { InspectedRun } from '../../evol/types';
import type { RunChange } from '../../protocol/annotation';

/** A run and everything that its folder says. */
export interface ReadRun {
  readonly run: Run;
  readonly inspected: InspectedRun;
}

interface Kept extends ReadRun {
  readonly stamp: string;
}

/** One run is looked at, another compared with it; more are read again. */
const KEPT_RUNS = 4;

/** Runs by folder, read again when their files have changed: another process may work on them, or a person. */
export class AnnotationRuns {
  private readonly kept = new Lru<string, Kept>(KEPT_RUNS);

  /** @throws DeitaError `fileNotFound` when the folder holds no run, `fileUnreadable` */
  async read(folder: string): Promise<ReadRun> {
    const stamp = await stampOf(folder);
    const known = this.kept.get(folder);
    if (known?.stamp === stamp) return known;
    const run = await readRun(folder);
    const read = { run, inspected: inspectRun(run), stamp };
    this.kept.set(folder, read);
    return read;
  }

  /** How a run is now, for those who follow it. @throws DeitaError as `read` does */
  async change(folder: string): Promise<RunChange> {
    const { inspected } = await this.read(folder);
    return { folder, status: statusOf(inspected), working: await isWorkedOn(folder) };
  }

  /** Whether a process works on it now. */
  isWorkedOn(folder: string): Promise<boolean> {
    return isWorkedOn(folder);
  }
}

/** Changes with the files: all but the description only grow. */
async function stampOf(folder: string): Promise<string> {
  const files = [RUN_FILE, ANSWERS_FILE, REQUESTS_FILE, CORRECTIONS_FILE];
  const stamps = files.map(async (file) => {
    const stats = await stat(path.join(folder, file)).catch(() => undefined);
    return stats === undefined ? '-' : `${stats.size} ${stats.mtimeMs}`;
  });
  return (await Promise.all(stamps)).join('\n');
}
