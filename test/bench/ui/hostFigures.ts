import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { quantile } from '../measuring/cost';
import { processFigures } from '../measuring/processFigures';

const COLLECTION_MS = 500;
const PROBE = path.join(__dirname, 'hostProbe.mjs');

interface Sample {
  readonly pid: number;
  readonly at: number;
  readonly late: readonly number[];
}

export interface Delay {
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

/** What the extension host and the engine below it cost, seen from outside. */
export class HostFigures {
  constructor(private readonly file: string) {}

  /** Makes the processes started from now on load the probe. @returns a function that ends this */
  install(): () => void {
    const before = process.env['NODE_OPTIONS'];
    process.env['NODE_OPTIONS'] = `${before ?? ''} --import ${PROBE}`.trim();
    process.env['DEITA_HOST_PROBE'] = this.file;
    return () => {
      delete process.env['DEITA_HOST_PROBE'];
      if (before === undefined) delete process.env['NODE_OPTIONS'];
      else process.env['NODE_OPTIONS'] = before;
    };
  }

  /** How late the host's timers came since a time of `Date.now()`. */
  delaySince(start: number): Delay {
    const late = this.samples.filter(({ at }) => at > start).flatMap((sample) => sample.late);
    return { p50: quantile(late, 0.5), p99: quantile(late, 0.99), most: quantile(late, 1) };
  }

  /** Resident megabytes; the host's once it has collected its garbage, as room kept for garbage says nothing of needs. */
  async memory(): Promise<{ readonly hostMb: number; readonly engineMb: number; readonly enginePeakMb: number }> {
    const engine = this.enginePid === undefined ? undefined : await processFigures(this.enginePid);
    process.kill(this.hostPid, 'SIGUSR2');
    await setTimeout(COLLECTION_MS);
    const { residentMb } = await processFigures(this.hostPid);
    return {
      hostMb: residentMb,
      engineMb: engine?.residentMb ?? 0,
      enginePeakMb: engine?.peakMb ?? 0,
    };
  }

  /** Native modules of the extension that the host has loaded. */
  get nativeModules(): string[] {
    const maps = readFileSync(`/proc/${this.hostPid}/maps`, 'utf8');
    return [...new Set(maps.match(/\S*deita-vscode\S*\.(node|so\S*)/g) ?? [])];
  }

  private get samples(): Sample[] {
    if (!existsSync(this.file)) return [];
    const lines = readFileSync(this.file, 'utf8').trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as Sample);
  }

  private get hostPid(): number {
    const pid = this.samples.at(-1)?.pid;
    if (pid === undefined) throw new Error('The extension host has not reported to the probe.');
    return pid;
  }

  private get enginePid(): number | undefined {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const engine = pids.find((pid) => isEngineOf(pid, this.hostPid));
    return engine === undefined ? undefined : Number(engine);
  }
}

function isEngineOf(pid: string, parent: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, parentPid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(parentPid) === parent && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('engine.js');
  } catch {
    return false; // It has ended meanwhile.
  }
}
