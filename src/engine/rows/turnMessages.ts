import { textHead } from '../../common/textHead';
import type { GoodRow, RowContents, Turn, TurnMessage } from '../../dataset/conversation';
import type { Dataset } from '../../dataset/dataset';
import type { ShownMessage, TurnDetail } from '../../protocol/dataset';
import { messageParts } from '../../wording/messageParts';
import { rowMessages } from '../../wording/rowMessages';
import { fieldName } from './rowSource';

/** Of what a message holds beside its text. */
const MOST_CHARACTERS = 200;

type Messages = NonNullable<RowContents['messages']>[number];

/**
 * The messages of each turn of a row, for those turns that hold others than one of the user and one of the assistant, or
 * more in one of them than text.
 * @param read as the row is read closely; undefined for a bad row
 */
export function messagesOfTurns(
  turns: readonly Turn[],
  read: RowContents['messages'],
): (readonly ShownMessage[] | undefined)[] {
  return turns.map((turn, index) => worthTelling(turn, read?.[index] ?? []));
}

/** Everything that is said in a row, as its details show it. @param bytes of the row */
export function messagesIn(dataset: Pick<Dataset, 'messagesIn'>, row: GoodRow, bytes: Buffer): readonly TurnMessage[] {
  const { turns, ...rest } = row.conversation;
  const told = messagesOfTurns(turns, dataset.messagesIn(bytes));
  return rowMessages({ ...rest, turns: turns.map((turn, index) => withMessages(turn, told[index])) }).flatMap(
    messageParts,
  );
}

function withMessages({ instruction, response }: Turn, messages: TurnDetail['messages']): TurnDetail {
  return { instruction, response, ...(messages === undefined ? {} : { messages }) };
}

/** Messages are another view of a turn's texts: where they are not the whole of it, they are not shown. */
function worthTelling({ response }: Turn, messages: Messages): readonly ShownMessage[] | undefined {
  const answered = messages.filter(({ role }) => role !== 'user').map(({ text }) => text);
  const isWhole = answered.filter((text) => text !== '').join('\n') === response;
  return isWhole && !messages.every(isPlain) ? messages.map(shown) : undefined;
}

function isPlain({ role, otherParts, otherFields }: Messages[number]): boolean {
  return (role === 'user' || role === 'assistant') && otherParts === undefined && otherFields === undefined;
}

function shown({ otherFields, ...message }: Messages[number]): ShownMessage {
  if (otherFields === undefined) return message;
  return { ...message, fields: otherFields.map((field) => ({ name: fieldName(field), text: inShort(field.value) })) };
}

/** A number, a name or the like as it is; the row's JSON has the whole of what is longer. */
function inShort(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const head = textHead(text, MOST_CHARACTERS);
  return head === text ? text : `${head}…`;
}
