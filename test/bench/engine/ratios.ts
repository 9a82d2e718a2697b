import type { Ratio } from '../bench';
import type { EngineFigures } from '../engine.bench';
import { againstLimit } from '../measuring/limits';

/** The limits of a session with a large file: milliseconds by the clock, and megabytes resident in the engine. */
const LIMITS_MS = {
  'sort by score': 300,
  'filter by score': 300,
  'filter by status': 300,
  'another threshold': 2000,
  'another budget': 2000,
};
const RESIDENT_LIMIT_MB = 300;

export function toRatios({ rows, rowBytes, grep, steps }: EngineFigures): Ratio[] {
  const size = `${rows.toLocaleString('en-US')} rows, ${Math.round((rows * rowBytes) / 1e6)} MB`;
  const times = Object.entries(LIMITS_MS).flatMap(([name, limit]) =>
    steps
      .filter((step) => step.name === name)
      .map(({ wallMs, cpuMs }) => ({
        what: `${name}, ${size}`,
        measured: `${Math.round(wallMs)} ms (CPU ${Math.round(cpuMs ?? Number.NaN)})`,
        baseline: `${limit} ms`,
        ratio: wallMs / limit,
        target: '< 1',
      })),
  );
  const scrolled = steps.find(({ name }) => name === 'a page while scrolling')?.residentMb ?? Number.NaN;
  const memory = againstLimit(`memory, opened and scrolled, ${size}`, scrolled, 'MB', RESIDENT_LIMIT_MB);
  const searches = steps
    .filter(({ name }) => name === 'text filter' || name === 'text filter, sorted')
    .map(({ name, cpuMs = Number.NaN }) => ({
      what: `${name}, ${size}`,
      measured: `CPU ${Math.round(cpuMs)} ms`,
      baseline: `grep -i, CPU ${Math.round(grep.cpuMs)} ms`,
      ratio: cpuMs / grep.cpuMs,
      target: '≤ 10',
    }));
  return [...times, ...searches, memory];
}
