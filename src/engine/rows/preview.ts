import { textHead } from '../../common/textHead';
import type { Row } from '../../dataset/conversation';

const PREVIEW_LENGTH = 200;
/** Enough source for a preview whatever its white space. */
const LOOKED_AT = PREVIEW_LENGTH * 4;

/** The first instruction in one line, shortened; the problem's message for a bad row. */
export function previewOf(row: Row): string {
  if (row.problem !== undefined) return row.problem.message;
  return oneLine(row.conversation.turns[0]?.instruction ?? '');
}

/** The first response in one line, shortened; undefined for a bad row. */
export function responsePreviewOf(row: Row): string | undefined {
  return row.problem === undefined ? oneLine(row.conversation.turns[0]?.response ?? '') : undefined;
}

/** White space that is more, or other, than the one space between words. */
const UNEVEN = /\s{2,}|[^\S ]/gu;

/** A text in one line, shortened. */
export function oneLine(text: string): string {
  const line = text.slice(0, LOOKED_AT).replace(UNEVEN, ' ').trim();
  const isWhole = line.length <= PREVIEW_LENGTH && text.length <= LOOKED_AT;
  return copyOf(isWhole ? line : `${textHead(line, PREVIEW_LENGTH)}…`);
}

/** Part of a text keeps all of it in memory, such as a turn the whole rendered chat; a copy does not. */
function copyOf(text: string): string {
  // As short as the text allows: what is written from it, such as a message, is then as short, and sooner so.
  const encoding = BEYOND_LATIN.test(text) ? 'utf16le' : 'latin1';
  return Buffer.from(text, encoding).toString(encoding);
}

const BEYOND_LATIN = /[\u0100-\uffff]/;
