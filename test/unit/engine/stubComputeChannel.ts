/** Name of the channel on which stub threads tell of the batches that they begin, by their first text. */
export const BATCHES_BEGUN = 'stub compute worker: batches begun';
