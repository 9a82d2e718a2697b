import { readFile } from 'node:fs/promises';

/** What Linux says of a process; on other systems there are no such figures. */
export interface ProcessFigures {
  readonly residentMb: number;
  /** Most that was resident since the process began. */
  readonly peakMb: number;
  /** User and system time since the process began. */
  readonly cpuMs: number;
}

const TICKS_PER_SECOND = 100;

export async function processFigures(pid: number): Promise<ProcessFigures> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1000;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The command's name, in parentheses, may hold spaces; user and system time are the 14th and 15th fields.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return {
    residentMb: kilobytes('VmRSS'),
    peakMb: kilobytes('VmHWM'),
    cpuMs: (ticks / TICKS_PER_SECOND) * 1000,
  };
}
