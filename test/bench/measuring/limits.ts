import type { Ratio } from '../bench';

/** A figure beside the most that it may be. */
export function againstLimit(what: string, measured: number, unit: string, limit: number): Ratio {
  return {
    what,
    measured: `${measured.toFixed(1)} ${unit}`,
    baseline: `${limit} ${unit}`,
    ratio: measured / limit,
    target: '< 1',
  };
}
