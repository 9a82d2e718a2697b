import type { Turn } from '../../dataset/conversation';

/** Characters of a text that are read: its head, and its end because the end shows whether the text is whole. */
const READ_HEAD = 16_000;
const READ_TAIL = 4_000;
const READ_LIMIT = READ_HEAD + READ_TAIL;

export interface FittedTurn extends Turn {
  /** What was left out, in words. */
  readonly truncated?: string;
}

/** Normalises both texts (Unicode NFC, LF) and leaves out the middle of what is longer than the scorer reads. */
export function fitTurn({ instruction, response }: Turn): FittedTurn {
  const cuts = [cutOf('instruction', instruction), cutOf('response', response)].filter((cut) => cut !== undefined);
  const fitted = { instruction: fitText(instruction), response: fitText(response) };
  return cuts.length === 0 ? fitted : { ...fitted, truncated: cuts.join('; ') };
}

function fitText(text: string): string {
  const read = text.length <= READ_LIMIT ? text : `${text.slice(0, READ_HEAD)}\n${text.slice(-READ_TAIL)}`;
  return read.normalize('NFC').replace(/\r\n?/g, '\n');
}

function cutOf(part: string, text: string): string | undefined {
  const left = text.length - READ_LIMIT;
  return left > 0 ? `${part}: ${left} characters in its middle were not read` : undefined;
}
