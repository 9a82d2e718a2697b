import type { RenderedPart } from '../../../../src/protocol/fineTuning';

/** What the parts begin with, up to about so many characters; no surrogate pair is split. */
export function shownParts(parts: readonly RenderedPart[], most: number): readonly RenderedPart[] {
  const shown: RenderedPart[] = [];
  let left = most;
  for (const part of parts) {
    if (left <= 0) break;
    const text = startOf(part.text, left);
    shown.push(text === part.text ? part : { ...part, text });
    left -= part.text.length;
  }
  return shown;
}

function startOf(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, /[\ud800-\udbff]/.test(text.charAt(length - 1)) ? length + 1 : length);
}
