/** Characters of a text that are read: the head of the text, and its end because the end shows truncation. */
const READ_HEAD = 16_000;
const READ_TAIL = 4_000;
const READ_LIMIT = READ_HEAD + READ_TAIL;

export interface FittedText {
  readonly text: string;
  /** What was left out, in words. */
  readonly cut?: string;
}

/** Normalises a text (Unicode NFC, LF) and leaves out its middle where it is longer than the scorer reads. */
export function fitText(part: 'instruction' | 'response', source: string): FittedText {
  if (source.length <= READ_LIMIT) return { text: normalise(source) };
  const text = normalise(`${source.slice(0, READ_HEAD)}\n${source.slice(-READ_TAIL)}`);
  const left = (source.length - READ_LIMIT).toLocaleString('en-US');
  return { text, cut: `${part}: ${left} characters in its middle were not read` };
}

function normalise(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n');
}
