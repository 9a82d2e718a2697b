import { estimatedTokens } from '../../serverClient/tokenEstimate';
import type { ComputedSignal } from './signalSource';

/** What the `tokens` of a row are without a tokenizer. */
export const ESTIMATED_TOKENS: ComputedSignal = {
  valueOf: ({ turns }) =>
    turns.reduce((sum, { instruction, response }) => sum + estimatedTokens(instruction) + estimatedTokens(response), 0),
};
