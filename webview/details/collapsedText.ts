const MAX_CHARACTERS = 2000;
/** Cutting off a little is worse than showing it. */
const WORTH_CUTTING = 400;

/** The start of a long text; null when the whole is short enough. Never ends within a surrogate pair. */
export function collapsedText(text: string): string | null {
  if (text.length <= MAX_CHARACTERS + WORTH_CUTTING) return null;
  const splitsPair = isHighSurrogate(text.charCodeAt(MAX_CHARACTERS - 1));
  return text.slice(0, splitsPair ? MAX_CHARACTERS - 1 : MAX_CHARACTERS);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
