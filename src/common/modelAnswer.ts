/** Models that think aloud do so before they answer. */
const THOUGHTS = /^\s*<(think|thinking|reasoning)>[\s\S]*?<\/\1>/i;

/** What a model answered, without the thoughts before it. */
export function withoutThoughts(answer: string): string {
  return answer.replace(THOUGHTS, '').trim();
}

/**
 * What can be read from the JSON values in a text, whatever stands around them: the outermost first; a value that
 * nothing is read from is looked into.
 * @param read undefined = nothing; @param source of the value, where what parsing loses can be seen
 */
export function* readJsonIn<T>(text: string, read: (value: unknown, source: string) => T | undefined): Generator<T> {
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '{' && text[at] !== '[') continue;
    const end = endOfJson(text, at);
    if (end < 0) continue;
    const source = text.slice(at, end);
    let value: unknown;
    try {
      value = JSON.parse(source);
    } catch {
      continue;
    }
    const found = read(value, source);
    if (found === undefined) continue;
    yield found;
    at = end - 1;
  }
}

/** Where the brackets that open at a place are closed again; -1 where they are not. */
function endOfJson(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) return at + 1;
  }
  return -1;
}
