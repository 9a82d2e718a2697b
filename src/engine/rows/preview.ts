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

/** A text in one line, shortened. */
export function oneLine(text: string): string {
  const line = text.slice(0, LOOKED_AT).replace(/\s+/gu, ' ').trim();
  if (line.length <= PREVIEW_LENGTH && text.length <= LOOKED_AT) return line;
  return `${textHead(line, PREVIEW_LENGTH)}…`;
}
