import type { RowResultSignal } from './signalSource';

/** To the most similar row that was selected before. */
export const SIMILARITY: RowResultSignal = {
  valuesOf: ({ selection }) => selection && ((row) => selection.similarityOf(row)),
};
