import { asArray, asObject, badAnswer } from '../json';
import type { Requester } from '../serverClient';
import type { Preset } from './preset';
import { alternativesOf, singlePromptReader } from './tokenList';

const MOST_LOGPROBS = 20;

/**
 * OpenAI's own API: chat completions list 20 alternatives, the legacy completions five, which is too few. The prompt is
 * the one user message of a model that was fine-tuned on it; reasoning models give no log-probabilities.
 */
export const openAi: Preset = {
  moreAlternatives:
    'Choose a model that returns 20 top_logprobs (no reasoning model), or judge mode for a chat model that was not trained as a scorer.',
  async open(server, { model, candidates, samplePrompt }, signal) {
    const ask = (prompt: string, abort?: AbortSignal): Promise<unknown> => firstPosition(server, model, prompt, abort);
    const alternatives = alternativesOf(await ask(samplePrompt, signal));
    if (alternatives.length < candidates.length) {
      throw badAnswer(
        `${model} gives ${alternatives.length} log-probabilities; a score needs those of all ${candidates.length} digits.`,
        openAi.moreAlternatives,
      );
    }
    return singlePromptReader(ask, candidates, null);
  },
};

async function firstPosition(
  server: Requester,
  model: string,
  prompt: string,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const body = {
    model,
    messages: [{ role: 'user', content: prompt }],
    max_completion_tokens: 1,
    temperature: 1,
    logprobs: true,
    top_logprobs: MOST_LOGPROBS,
  };
  const choice = asArray(asObject(await server.post('/chat/completions', body, signal)).choices)[0];
  return asArray(asObject(asObject(choice).logprobs).content)[0];
}
