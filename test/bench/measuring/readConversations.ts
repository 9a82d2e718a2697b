import type { Conversation } from '../../../src/dataset/conversation';
import { Dataset } from '../../../src/dataset/dataset';

/** The good rows among the first of a dataset, in order. */
export async function readConversations(file: string, rows = Number.POSITIVE_INFINITY): Promise<Conversation[]> {
  const dataset = await Dataset.open(file);
  try {
    await dataset.indexed;
    const read = await dataset.readRange(0, Math.min(rows, dataset.rowCount));
    return read.flatMap((row) => (row.problem === undefined ? [row.conversation] : []));
  } finally {
    await dataset.close();
  }
}
