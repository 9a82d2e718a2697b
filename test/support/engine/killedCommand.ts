import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { seededRandom } from '../seededRandom';
import { PACKAGES } from './bundleProcess';

/** Starts the bundled command line. */
export function startCommand(program: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [program, ...args], { stdio: 'ignore', env: { ...process.env, ...PACKAGES } });
}

/** Counts the requests that come to a stand-in, so that a process can be killed at one of them. */
export class AskedCounter {
  count = 0;
  private wake = (): void => undefined;

  /** To be waited for by the stand-in before it answers. */
  readonly onRequest = async (): Promise<void> => {
    this.count++;
    this.wake();
    await turn();
  };

  /** Kills one process after the other, each at a random moment before that many requests have come altogether. */
  async killAgainAndAgain(begin: () => ChildProcess, kills: number, within: number): Promise<void> {
    const random = seededRandom(5);
    for (let kill = 0; kill < kills; kill++) {
      const target = this.count + 1 + Math.floor(random() * (within / (kills + 1)));
      const child = begin();
      const reached = new Promise<void>((resolve) => (this.wake = () => this.count >= target && resolve()));
      const exited = once(child, 'exit');
      await Promise.race([reached, exited]);
      assert.equal(child.exitCode, null, 'the run ended before it was killed');
      child.kill('SIGKILL');
      await exited;
    }
    this.wake = () => undefined;
  }
}
