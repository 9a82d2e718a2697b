import type { KeySignal, TextSignal } from '../signalSource';

const SOURCE_KEYS = ['source', 'dataset'] as const;

/** What the row says of where it comes from, else its file. */
export const SOURCE: KeySignal = {
  pick(row, file) {
    for (const key of SOURCE_KEYS) {
      const value = row[key];
      if (typeof value === 'string' && value.trim() !== '') return value;
    }
    return file;
  },
};

export const FILE: TextSignal = { derive: ({ file }) => file };

/** Such as "ShareGPT" or "Alpaca". */
export const FORMAT: TextSignal = { derive: ({ formatName }) => formatName ?? 'unknown' };
