import type { Answer } from './recordingServer';
import { sendJson } from './recordingServer';

/** A request as a stand-in sees it: its last message, and those before it. */
export interface AskedChat {
  readonly model: string;
  readonly prompt: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly temperature?: number;
  readonly mostTokens?: number;
  readonly authorization: string | undefined;
}

/** null = the stand-in refuses just this request. */
export type ChatReply = string | null;

/** A chat model whose answers are known beforehand; each is said to have taken so many tokens. */
export function chatModel(
  reply: (asked: AskedChat) => ChatReply | Promise<ChatReply>,
  { tokens = 100 }: { readonly tokens?: number } = {},
): Answer {
  return (request, response, bytes) => {
    const body = JSON.parse(bytes.toString()) as Omit<AskedChat, 'prompt'> & {
      readonly max_completion_tokens?: number;
    };
    const { model, messages, temperature, max_completion_tokens: mostTokens } = body;
    const asked: AskedChat = {
      ...{ model, messages, prompt: messages.at(-1)?.content ?? '', authorization: request.headers.authorization },
      ...(temperature === undefined ? {} : { temperature }),
      ...(mostTokens === undefined ? {} : { mostTokens }),
    };
    void Promise.resolve(reply(asked)).then((content) => {
      if (content === null) sendJson(response, { error: { message: 'the content filter refuses this' } }, 400);
      else {
        const choices = [{ message: { role: 'assistant', content }, finish_reason: 'stop' }];
        sendJson(response, { choices, usage: { total_tokens: tokens } });
      }
    });
  };
}

/** The instruction and the outputs that a judge of pairs is shown. */
export function pairIn(prompt: string): Readonly<Record<'instruction' | 'first' | 'second', string>> {
  const between = (marker: string): string =>
    new RegExp(`<<<${marker}\\n([\\s\\S]*?)\\n${marker}>>>`).exec(prompt)?.[1] ?? '';
  return { instruction: between('INSTRUCTION'), first: between('ANSWER A'), second: between('ANSWER B') };
}
