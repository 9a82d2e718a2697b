import type { RowForm } from '../choices/rowForms';
import { say } from '../messages/say';
import type { ChatMessage, ChatRow } from './chatRow';
import { withReasoning } from './reasoningText';
import { Refusal } from './refusal';
import { openaiMessage } from './trainers/openaiMessages';

/**
 * A row in another form: read again it has the same system message, instructions and responses.
 * @throws Refusal for what the form has no place for
 */
export function inForm(row: ChatRow, form: RowForm): object {
  return FORMS[form](row);
}

const FORMS: Readonly<Record<RowForm, (row: ChatRow) => object>> = {
  messages: ({ messages, tools }) => ({
    messages: messages.map((message) =>
      openaiMessage(message, { template: null }, (call) => JSON.stringify(call.arguments)),
    ),
    ...(tools === undefined ? {} : { tools }),
  }),
  sharegpt: ({ messages, tools }) => ({
    conversations: messages.flatMap(shareGptMessages),
    ...(tools === undefined ? {} : { tools: JSON.stringify(tools.map((tool) => tool.function)) }),
  }),
  alpaca: alpacaRow,
};

const SHAREGPT_ROLES = { system: 'system', user: 'human', assistant: 'gpt', tool: 'observation' } as const;

/** A message that holds text and calls is two in this form. */
function shareGptMessages(message: ChatMessage): object[] {
  const { role, calls } = message;
  const text = withReasoning(message);
  const said = calls === undefined || text !== '' ? [{ from: SHAREGPT_ROLES[role], value: text }] : [];
  if (calls === undefined) return said;
  const value = JSON.stringify(calls.length === 1 ? calls[0] : calls);
  return [...said, { from: 'function_call', value }];
}

/** LLaMA-Factory's names: `history` holds the turns before the last. */
function alpacaRow({ messages, tools }: ChatRow): object {
  if (tools !== undefined || messages.some(({ role, calls }) => role === 'tool' || calls !== undefined)) {
    throw new Refusal('toolCall', say('refused.alpacaTools'));
  }
  const system = messages.find(({ role }) => role === 'system')?.content;
  const said = messages.filter(({ role }) => role !== 'system');
  const turns: [string, string][] = [];
  for (let at = 0; at < said.length; at += 2) {
    const [asked, answered] = [said[at], said[at + 1]];
    if (asked?.role !== 'user' || answered?.role !== 'assistant') {
      throw new Refusal('rolesDoNotAlternate', say('refused.alpacaTurns'));
    }
    turns.push([asked.content, withReasoning(answered)]);
  }
  const [instruction, output] = turns.pop() ?? ['', ''];
  return {
    ...(system === undefined ? {} : { system }),
    instruction,
    input: '',
    output,
    ...(turns.length === 0 ? {} : { history: turns }),
  };
}
