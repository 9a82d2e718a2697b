import type { RowFormat } from './format';
import { conversationOfPair } from './pair';

/** `question`, `answer` */
export const questionAnswer: RowFormat = {
  name: 'Question/answer',
  fits: (row) => row.question !== undefined,
  parse: (row) => conversationOfPair(row, { instruction: 'question', response: ['answer', 'response', 'output'] }),
};
