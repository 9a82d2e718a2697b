import type { ComputedSignal } from './signalSource';

export const TURNS: ComputedSignal = {
  valueOf: ({ turns }) => turns.length,
};
