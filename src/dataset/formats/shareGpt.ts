import { findKey, type RowFormat } from './format';
import { conversationOfMessages } from './messages';

const KEYS = ['conversations', 'conversation'];

/** `conversations: [{from, value}]`, with `system` */
export const shareGpt: RowFormat = {
  name: 'ShareGPT',
  fits: (row) => findKey(row, KEYS) !== undefined,
  parse(row) {
    const key = findKey(row, KEYS) ?? 'conversations';
    return conversationOfMessages(row, row[key], [key]);
  },
};
