import { estimatedTokens } from '../../serverClient/tokenEstimate';
import type { ComputedSignal } from './signalSource';

/** What the `tokens` of a row are without a tokenizer. */
export const ESTIMATED_TOKENS: ComputedSignal = {
  valueOf: ({ turns }) => {
    let tokens = 0;
    for (const { instruction, response } of turns) tokens += estimatedTokens(instruction) + estimatedTokens(response);
    return tokens;
  },
};
