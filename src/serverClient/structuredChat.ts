import { asArray, asObject, contentText } from './json';
import type { Requester } from './serverClient';
import { ServerError } from './serverError';

/** A chat model that answers with JSON of one schema. */
export interface StructuredChat {
  /** @returns the answer's text, as JSON if the server keeps to the schema; undefined when the model refuses */
  ask(prompt: string, signal?: AbortSignal): Promise<string | undefined>;
}

export interface JsonSchema {
  readonly name: string;
  readonly schema: object;
}

/** The longest answer that a chat model may give, in tokens: some think before they answer. */
export const MOST_ANSWER_TOKENS = 4096;

/**
 * `POST /chat/completions` with `response_format`, which OpenAI, vLLM, llama.cpp and Ollama share. Reasoning models
 * refuse a temperature: they are asked without.
 */
export async function openStructuredChat(
  server: Requester,
  model: string,
  format: JsonSchema,
  samplePrompt: string,
  signal?: AbortSignal,
): Promise<StructuredChat> {
  const greedy = chat(server, model, format, { temperature: 0 });
  try {
    await greedy.ask(samplePrompt, signal);
    return greedy;
  } catch (error) {
    if (!(error instanceof ServerError) || error.kind !== 'request') throw error;
  }
  const plain = chat(server, model, format, {});
  await plain.ask(samplePrompt, signal);
  return plain;
}

function chat(server: Requester, model: string, { name, schema }: JsonSchema, parameters: object): StructuredChat {
  const format = { type: 'json_schema', json_schema: { name, strict: true, schema } };
  return {
    async ask(prompt, signal) {
      const messages = [{ role: 'user', content: prompt }];
      const body = {
        model,
        messages,
        max_completion_tokens: MOST_ANSWER_TOKENS,
        response_format: format,
        ...parameters,
      };
      const choice = asArray(asObject(await server.post('/chat/completions', body, signal)).choices)[0];
      return contentText(asObject(asObject(choice).message).content);
    },
  };
}
