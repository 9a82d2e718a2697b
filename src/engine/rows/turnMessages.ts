import type { Row, Turn, TurnMessage } from '../../dataset/conversation';
import type { Dataset } from '../../dataset/dataset';

type Messages = readonly TurnMessage[];

/** The messages of each turn of a row, for those turns that hold others than one of the user and one of the assistant. */
export async function messagesOfTurns(
  dataset: Pick<Dataset, 'readMessages'>,
  row: Row,
): Promise<(Messages | undefined)[]> {
  if (row.problem !== undefined) return [];
  const { turns } = row.conversation;
  const read = await dataset.readMessages(row.rowIndex);
  return turns.map((turn, index) => worthTelling(turn, read?.[index] ?? []));
}

/** Messages are another view of a turn's texts: where they are not the whole of it, they are not shown. */
function worthTelling({ response }: Turn, messages: Messages): Messages | undefined {
  const answered = messages.filter(({ role }) => role !== 'user').map(({ text }) => text);
  const isWhole = answered.filter((text) => text !== '').join('\n') === response;
  const isPlain = messages.every(({ role }) => role === 'user' || role === 'assistant');
  return isWhole && !isPlain ? messages : undefined;
}
