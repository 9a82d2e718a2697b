import { textHead } from '../../common/textHead';
import type { Row } from '../../dataset/conversation';

const MOST_TURNS = 2;
const MOST_CHARACTERS = 320;

/** The beginning of a conversation as a person reads it: one paragraph a message, each shortened. */
export function excerptOf(row: Row): string {
  if (row.problem !== undefined) return row.problem.message;
  const { system, turns } = row.conversation;
  const messages = turns
    .slice(0, MOST_TURNS)
    .flatMap(({ instruction, response }) => [`USER: ${shortened(instruction)}`, `ASSISTANT: ${shortened(response)}`]);
  const more = turns.length > MOST_TURNS ? [`… ${turns.length - MOST_TURNS} more turns`] : [];
  return [...(system === undefined ? [] : [`SYSTEM: ${shortened(system)}`]), ...messages, ...more].join('\n');
}

function shortened(text: string): string {
  const line = text
    .slice(0, 4 * MOST_CHARACTERS)
    .replace(/\s+/gu, ' ')
    .trim();
  if (line.length <= MOST_CHARACTERS && text.length <= 4 * MOST_CHARACTERS) return line;
  return `${textHead(line, MOST_CHARACTERS)}…`;
}
