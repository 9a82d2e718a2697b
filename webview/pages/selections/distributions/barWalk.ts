import type { SelectionComparison } from '../../../../src/protocol/comparison';
import type { BarPlace } from '../../../../src/protocol/pages/selectionsPage';

export type GridPlace = BarPlace;

/**
 * Where a key leads: right and left go on to the next signal's bars, down and up to another run's.
 * @returns undefined for a key that leads nowhere
 */
export function nextBar(
  { distributions, runs }: Pick<SelectionComparison, 'distributions' | 'runs'>,
  { distribution, run, bar }: GridPlace,
  key: string,
): GridPlace | undefined {
  const bars = (at: number): number => distributions[at]?.bars.length ?? 0;
  switch (key) {
    case 'ArrowRight':
      if (bar + 1 < bars(distribution)) return { distribution, run, bar: bar + 1 };
      return distribution + 1 < distributions.length ? { distribution: distribution + 1, run, bar: 0 } : undefined;
    case 'ArrowLeft':
      if (bar > 0) return { distribution, run, bar: bar - 1 };
      return distribution > 0 ? { distribution: distribution - 1, run, bar: bars(distribution - 1) - 1 } : undefined;
    case 'ArrowDown':
      return run + 1 < runs.length ? { distribution, run: run + 1, bar } : undefined;
    case 'ArrowUp':
      return run > 0 ? { distribution, run: run - 1, bar } : undefined;
    case 'Home':
      return { distribution, run, bar: 0 };
    case 'End':
      return { distribution, run, bar: bars(distribution) - 1 };
    default:
      return undefined;
  }
}
