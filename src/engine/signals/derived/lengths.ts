import type { TextSignal } from '../signalSource';

/** Sums over the turns of a row. */
export const INSTRUCTION_LENGTH: TextSignal = { derive: ({ instructionLength }) => instructionLength };
export const RESPONSE_LENGTH: TextSignal = { derive: ({ responseLength }) => responseLength };
export const TOTAL_LENGTH: TextSignal = {
  derive: ({ instructionLength, responseLength }) => instructionLength + responseLength,
};
export const TOKENS: TextSignal = { derive: ({ tokens }) => tokens };
