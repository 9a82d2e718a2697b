import type { TrainingRecipe } from '../../choices/training';
import { say } from '../../messages/say';
import { usesTools, type ChatMessage, type ChatRow, type ToolCall } from '../chatRow';
import { Refusal } from '../refusal';
import { withReasoning } from '../reasoningText';
import type { ChatPair } from '../trainer';

/** The Vicuna template renders text alone. @throws Refusal */
export function checkVicuna(row: ChatRow, { template }: TrainingRecipe): void {
  if (template === 'vicuna' && usesTools(row)) {
    throw new Refusal('toolsWithoutTemplate', say('refused.vicunaTools'));
  }
}

/** A message in OpenAI's form. @param argumentsOf what the trainer wants them as */
export function openaiMessage(
  message: ChatMessage,
  { template }: Pick<TrainingRecipe, 'template'>,
  argumentsOf: (call: ToolCall) => unknown,
): object {
  const { role, content, reasoning, calls } = message;
  if (template === 'vicuna') return { role, content: withReasoning(message) };
  return {
    role,
    content,
    ...(reasoning === undefined ? {} : { reasoning_content: reasoning }),
    ...(calls === undefined
      ? {}
      : {
          tool_calls: calls.map((call) => ({
            type: 'function',
            function: { name: call.name, arguments: argumentsOf(call) },
          })),
        }),
  };
}

/** A message that is text and nothing else, as preference data has it. */
export function plainMessage({ role, content }: ChatMessage): object {
  return { role, content };
}

/** A pair whose prompt is called `messages`. */
export function pairBesideMessages({ prompt, chosen, rejected }: ChatPair): object {
  return { messages: prompt.map(plainMessage), chosen: plainMessage(chosen), rejected: plainMessage(rejected) };
}
