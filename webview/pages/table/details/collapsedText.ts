import { textHead } from '../../../../src/common/textHead';

const MAX_CHARACTERS = 2000;
/** Cutting off a little is worse than showing it. */
const WORTH_CUTTING = 400;

/** The start of a long text; null when the whole is short enough. */
export function collapsedText(text: string): string | null {
  if (text.length <= MAX_CHARACTERS + WORTH_CUTTING) return null;
  return textHead(text, MAX_CHARACTERS);
}
