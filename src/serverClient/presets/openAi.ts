import { asArray, asObject } from '../json';
import type { Requester } from '../serverClient';
import type { Preset } from './preset';
import { alternativesOf, singlePromptReader } from './tokenList';
import { serverFault } from '../serverError';
import { say } from '../../messages/say';

const MOST_LOGPROBS = 20;

/**
 * OpenAI's own API: chat completions list 20 alternatives, the legacy completions five, which is too few. The prompt is
 * the one user message of a model that was fine-tuned on it; reasoning models give no log-probabilities.
 */
export const openAi: Preset = {
  moreAlternatives: say('alternatives.openai'),
  async open(server, { model, candidates, samplePrompt }, signal) {
    const ask = (prompt: string, abort?: AbortSignal): Promise<unknown> => firstPosition(server, model, prompt, abort);
    const alternatives = alternativesOf(await ask(samplePrompt, signal));
    if (alternatives.length < candidates.length) {
      throw serverFault('answer', 'fewModelAlternatives', {
        model,
        count: String(alternatives.length),
        needed: String(candidates.length),
        remedy: openAi.moreAlternatives,
      });
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
