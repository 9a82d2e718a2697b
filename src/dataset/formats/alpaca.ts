import { findKey, type RowFormat } from './format';
import { conversationOfPair } from './pair';

const INPUT_KEYS = ['input', 'context'];
const RESPONSE_KEYS = ['output', 'response'];

/** `instruction`, `input`, `output`, with `history` and `system`; some spell `output` as `response`. */
export const alpaca: RowFormat = {
  name: 'Alpaca',
  fits: (row) => row.instruction !== undefined && (row.output !== undefined || findKey(row, INPUT_KEYS) !== undefined),
  parse: (row) => conversationOfPair(row, { instruction: 'instruction', input: INPUT_KEYS, response: RESPONSE_KEYS }),
};
