/** The first characters of a text (UTF-16 code units), but never half of a surrogate pair. */
export function textHead(text: string, length: number): string {
  if (length >= text.length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}
