import { Lru } from '../../common/lru';
import { FollowedRun, type ReadRun } from '../../evol/inspect/followedRun';
import { statusOf } from '../../evol/inspect/runStatus';
import { isWorkedOn } from '../../evol/run/runClaim';
import type { RunChange } from '../../protocol/annotation';

/** One run is looked at, another compared with it; more are read again. */
const KEPT_RUNS = 4;

/** Runs by folder, followed as their files change: another process may work on them, or a person. */
export class AnnotationRuns {
  private readonly followed = new Lru<string, FollowedRun>(KEPT_RUNS);

  /** @throws DeitaError `fileNotFound` when the folder holds no run, `fileUnreadable` */
  read(folder: string): Promise<ReadRun> {
    const known = this.followed.get(folder) ?? new FollowedRun(folder);
    this.followed.set(folder, known);
    return known.read();
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
