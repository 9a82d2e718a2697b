const SHOWN_CHARACTERS = 300;

/**
 * What a server wrote, fit for an error message: without the key, in case that the server repeats what it was sent, on
 * one line, shortened.
 */
export function scrub(text: string, apiKey: string | undefined): string {
  const withoutKey = apiKey === undefined || apiKey === '' ? text : text.replaceAll(apiKey, '…');
  const withoutTokens = withoutKey.replace(/(bearer\s+|\bsk-)[\w.~+/*=-]+/gi, '$1…');
  const line = withoutTokens.replace(/\s+/g, ' ').trim();
  return line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS)}…` : line;
}
