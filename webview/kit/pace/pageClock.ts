import type { Clock } from './refreshPace';

/** The page's own time. */
export const PAGE_CLOCK: Clock = {
  now: () => performance.now(),
  after: (ms, then) => window.setTimeout(then, ms),
};
