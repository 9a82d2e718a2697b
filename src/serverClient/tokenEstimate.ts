import { tokensOfBytes } from '../common/tokenEstimate';

/** About how many tokens a text has, without the model's tokenizer: right for English prose, low for other scripts. */
export function estimatedTokens(text: string): number {
  return tokensOfBytes(Buffer.byteLength(text));
}
