import { readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { fileExists } from '../../common/fileExists';
import { makeFolder } from '../../common/makeFolder';
import type { Decision } from '../../decisions/decision';

const RUNS = 'runs';

/**
 * Decisions of two files in the order in which they were made; those of one file keep theirs, whatever their times say,
 * and one without a time goes with the one before it. Of the same time, the second file's are later.
 */
export function byTime(first: readonly Decision[], second: readonly Decision[]): Decision[] {
  const timed = [...timesOf(first), ...timesOf(second)];
  return timed.sort((a, b) => a.time - b.time).map(({ decision }) => decision); // Sorting keeps the order of equals.
}

function timesOf(decisions: readonly Decision[]): { readonly decision: Decision; readonly time: number }[] {
  let latest = Number.NEGATIVE_INFINITY;
  return decisions.map((decision) => {
    const time = Date.parse(decision.at ?? '');
    if (time > latest) latest = time;
    return { decision, time: latest };
  });
}

/**
 * Puts the folder from before a file was renamed into its own, runs of other names among its own runs, so that nothing is
 * lost and nothing is offered again.
 */
export async function moveInto(own: string, former: string): Promise<void> {
  const runs = await readdir(path.join(former, RUNS)).catch(() => []);
  if (runs.length > 0) await makeFolder(path.join(own, RUNS));
  for (const run of runs) {
    const target = path.join(own, RUNS, run);
    if (!(await fileExists(target))) await rename(path.join(former, RUNS, run), target);
  }
  await rename(former, await freeName(path.join(own, `taken over from ${path.basename(former)}`)));
}

async function freeName(wanted: string): Promise<string> {
  let name = wanted;
  for (let number = 2; await fileExists(name); number++) name = `${wanted} ${number}`;
  return name;
}
