import type { RowFormat } from './format';
import { conversationOfMessages } from './messages';

/** `messages: [{role, content}]`, content being text or a list of parts; tool calls. */
export const openAiMessages: RowFormat = {
  name: 'OpenAI messages',
  fits: (row) => row.messages !== undefined,
  parse: (row) => conversationOfMessages(row, row.messages, ['messages']),
};
