import type { Requester } from '../serverClient';
import { ServerError } from '../serverError';
import { assertEnough, complete, pick, type Alternatives } from './completions';
import { listedContextLength } from '../models';
import type { Preset, Question } from './preset';
import { say } from '../../messages/say';

const MOST_LOGPROBS = 20;
const PROMPTS_PER_REQUEST = 16;

/**
 * Any other server with OpenAI's legacy `/v1/completions` (SGLang, LM Studio, gateways), as long as it lists more than
 * the legacy API's five alternatives.
 */
export const other: Preset = {
  moreAlternatives: say('alternatives.other'),
  async open(server, question, signal) {
    const { model, candidates, samplePrompt } = question;
    const ask = (prompts: readonly string[], abort?: AbortSignal): Promise<(Alternatives | undefined)[]> =>
      complete(server, { model, prompts, logprobs: MOST_LOGPROBS }, abort);
    const [first] = await ask([samplePrompt], signal);
    assertEnough(first, candidates.length, other.moreAlternatives);
    return {
      contextLength: await contextLength(server, model, signal),
      promptsPerRequest: (await takesLists(ask, question, signal)) ? PROMPTS_PER_REQUEST : 1,
      candidateIds: null,
      addsBos: null,
      read: async (prompts, abort) =>
        (await ask(prompts, abort)).map((position) =>
          position === undefined ? undefined : pick(position, { candidates, names: candidates }, true),
        ),
    };
  },
};

async function takesLists(
  ask: (prompts: readonly string[], signal?: AbortSignal) => Promise<(Alternatives | undefined)[]>,
  { samplePrompt }: Question,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    const answers = await ask([samplePrompt, samplePrompt], signal);
    return answers.every((answer) => answer !== undefined);
  } catch (error) {
    if (error instanceof ServerError && !error.transient) return false;
    throw error;
  }
}

async function contextLength(server: Requester, model: string, signal?: AbortSignal): Promise<number | null> {
  try {
    return await listedContextLength(server, model, signal);
  } catch (error) {
    if (error instanceof ServerError && !error.transient) return null;
    throw error;
  }
}
