import type { MarkedText } from '../../fineTuning/chatTemplate';
import type { TokenCounter } from '../../inference/tokenCounter';
import type { RenderedRow } from '../../protocol/fineTuning';

type Measured = Pick<RenderedRow, 'tokens' | 'trainedTokens' | 'length' | 'cutTokens'> & {
  /** Where the text is cut, in UTF-16 code units; its end where it is not. */
  readonly cutAt: number;
};

/** How long a row is to the model, how much of it is learned, and where the limit cuts it. */
export function measured({ text, spans }: MarkedText, length: number, countTokens: TokenCounter): Measured {
  const tokens = countTokens(text);
  const cutAt = tokens <= length ? text.length : cutPlace(text, length, countTokens);
  const kept = Math.min(length, tokens);
  const upTo = (end: number): number => (end >= cutAt ? kept : Math.min(kept, countTokens(text.slice(0, end))));
  const trainedTokens = spans.reduce((sum, [start, end]) => sum + upTo(end) - upTo(start), 0);
  return { tokens, trainedTokens, length, cutTokens: Math.max(0, tokens - length), cutAt };
}

/**
 * Where the text is as many tokens long: what it begins with has more the further it goes. Looked for from the start,
 * so that a text far beyond the limit is not counted over and over.
 */
function cutPlace(text: string, length: number, countTokens: TokenCounter): number {
  let fits = 0;
  let exceeds = Math.min(text.length, length + 1);
  while (exceeds < text.length && countTokens(text.slice(0, exceeds)) <= length) {
    fits = exceeds;
    exceeds = Math.min(text.length, exceeds * 2);
  }
  while (exceeds - fits > 1) {
    const middle = Math.floor((fits + exceeds) / 2);
    if (countTokens(text.slice(0, middle)) <= length) fits = middle;
    else exceeds = middle;
  }
  const splitsPair = /[\udc00-\udfff]/.test(text.charAt(fits));
  return splitsPair ? fits - 1 : fits;
}
