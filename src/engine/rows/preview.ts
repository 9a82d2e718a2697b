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
  const isLong = text.length > LOOKED_AT;
  // Each space of a long text is replaced, too: what is cut off would else stay in memory with the preview.
  const line = (isLong ? text.slice(0, LOOKED_AT).replace(/\s+/gu, ' ') : text.replace(UNEVEN, ' ')).trim();
  if (line.length <= PREVIEW_LENGTH && !isLong) return line;
  return `${textHead(line, PREVIEW_LENGTH)}…`;
}
