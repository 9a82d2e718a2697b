import { withoutThoughts } from '../../common/modelAnswer';

/** A first line that announces the text, such as "Sure! Here is the new instruction:". */
const ANNOUNCEMENT =
  /^(?:(?:sure|certainly|of course|okay|ok|here(?:'s| is| are))\b[^\n]{0,120}:[ \t]*\n|[#*\s]*(?:the\s+)?(?:rewritten|revised|improved|evolved|new)\s+(?:instruction|prompt|answer|response)[*\s]*:[*\s]*)/i;
const QUOTES: readonly (readonly [open: string, close: string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['「', '」'],
];

/** The text that a model wrote, without what it put around it. */
export function rewrittenText(answer: string): string {
  const text = withoutThoughts(answer).replace(ANNOUNCEMENT, '').trim();
  const quotes = QUOTES.find(([open, close]) => text.length > 1 && text.startsWith(open) && text.endsWith(close));
  if (quotes === undefined) return text;
  const inner = text.slice(1, -1);
  return inner.includes(quotes[0]) || inner.includes(quotes[1]) ? text : inner.trim();
}
