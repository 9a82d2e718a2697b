import type { RowFormat } from './format';
import { listOf } from './format';
import { conversationOfMessages } from './messages';
import { conversationOfPair } from './pair';

/** `prompt`, `completion`: each text, or a list of messages as TRL writes them. */
export const promptCompletion: RowFormat = {
  name: 'Prompt/completion',
  fits: (row) => row.prompt !== undefined,
  parse(row) {
    if (!Array.isArray(row.prompt)) {
      return conversationOfPair(row, { instruction: 'prompt', response: ['completion', 'response', 'output'] });
    }
    const completion = row.completion === undefined ? [] : listOf(row.completion, ['completion']);
    return conversationOfMessages(row, [...(row.prompt as unknown[]), ...completion], ['prompt']);
  },
};
