import { asArray, asNumber, asObject } from '../json';
import type { Requester } from '../serverClient';
import { serverFault } from '../serverError';
import type { Preset } from './preset';
import { alternativesOf, singlePromptReader } from './tokenList';
import { say } from '../../messages/say';

const MOST_LOGPROBS = 20;
/** Ollama reserves memory for the whole context. */
const LONGEST_CONTEXT = 8192;

/** Ollama by its native API: `POST /api/generate`, `raw` so that no template touches the prompt. */
export const ollama: Preset = {
  moreAlternatives: say('alternatives.ollama'),
  async open(server, { model, candidates, samplePrompt }, signal) {
    const contextLength = await askContextLength(server, model, signal);
    const ask = (prompt: string, abort?: AbortSignal): Promise<unknown> =>
      firstPosition(server, { model, prompt, contextLength }, abort);
    const alternatives = alternativesOf(await ask(samplePrompt, signal));
    if (alternatives.length < candidates.length) {
      throw serverFault('answer', 'noOllamaList', { remedy: ollama.moreAlternatives });
    }
    return singlePromptReader(ask, candidates, contextLength);
  },
};

async function askContextLength(server: Requester, model: string, signal?: AbortSignal): Promise<number | null> {
  const info = asObject(asObject(await server.post('root:/api/show', { model }, signal)).model_info);
  const key = Object.keys(info).find((name) => name.endsWith('.context_length'));
  const length = key === undefined ? undefined : asNumber(info[key]);
  return length === undefined ? null : Math.min(length, LONGEST_CONTEXT);
}

interface Ask {
  readonly model: string;
  readonly prompt: string;
  readonly contextLength: number | null;
}

async function firstPosition(
  server: Requester,
  { model, prompt, contextLength }: Ask,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const context = contextLength === null ? {} : { num_ctx: contextLength };
  const body = {
    model,
    prompt,
    raw: true,
    stream: false,
    truncate: false, // It would cut the prompt's beginning in silence.
    shift: false,
    logprobs: true,
    top_logprobs: MOST_LOGPROBS,
    options: { num_predict: 1, temperature: 1, ...context },
  };
  const answer = asObject(await server.post('root:/api/generate', body, signal));
  assertWhole(asNumber(answer.prompt_eval_count), contextLength);
  return asArray(answer.logprobs)[0];
}

/** Versions that do not know `truncate` fill the context to the brim. */
function assertWhole(promptTokens: number | undefined, contextLength: number | null): void {
  if (promptTokens === undefined || contextLength === null || promptTokens < contextLength - 1) return;
  throw serverFault('context', 'promptFillsContext', { tokens: String(contextLength) });
}
