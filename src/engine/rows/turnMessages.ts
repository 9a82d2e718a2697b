import type { GoodRow, Row, Turn, TurnMessage } from '../../dataset/conversation';
import type { Dataset } from '../../dataset/dataset';
import { messageParts } from '../../wording/messageParts';
import { rowMessages } from '../../wording/rowMessages';

type Messages = readonly TurnMessage[];

/** The messages of each turn of a row, for those turns that hold others than one of the user and one of the assistant. */
export async function messagesOfTurns(
  dataset: Pick<Dataset, 'readMessages'>,
  row: Row,
): Promise<(Messages | undefined)[]> {
  if (row.problem !== undefined) return [];
  return toldApart(row, await dataset.readMessages(row.rowIndex));
}

/** Everything that is said in a row, as its details show it. @param bytes of the row */
export function messagesIn(dataset: Pick<Dataset, 'messagesIn'>, row: GoodRow, bytes: Buffer): readonly TurnMessage[] {
  const told = toldApart(row, dataset.messagesIn(bytes));
  const turns = row.conversation.turns.map((turn, index) => ({ ...turn, ...optional(told[index]) }));
  return rowMessages({ ...row.conversation, turns }).flatMap(messageParts);
}

function optional(messages: Messages | undefined): { messages?: Messages } {
  return messages === undefined ? {} : { messages };
}

function toldApart({ conversation: { turns } }: GoodRow, read: readonly Messages[] = []): (Messages | undefined)[] {
  return turns.map((turn, index) => worthTelling(turn, read[index] ?? []));
}

/** Messages are another view of a turn's texts: where they are not the whole of it, they are not shown. */
function worthTelling({ response }: Turn, messages: Messages): Messages | undefined {
  const answered = messages.filter(({ role }) => role !== 'user').map(({ text }) => text);
  const isWhole = answered.filter((text) => text !== '').join('\n') === response;
  const isPlain = messages.every(({ role }) => role === 'user' || role === 'assistant');
  return isWhole && !isPlain ? messages : undefined;
}
