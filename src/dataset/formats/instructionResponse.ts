import type { RowFormat } from './format';
import { conversationOfPair } from './pair';

/** `instruction`, `response` */
export const instructionResponse: RowFormat = {
  name: 'Instruction/response',
  fits: (row) => row.instruction !== undefined,
  parse: (row) =>
    conversationOfPair(row, { instruction: 'instruction', response: ['response', 'answer', 'completion'] }),
};
