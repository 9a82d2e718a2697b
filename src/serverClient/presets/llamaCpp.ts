import { asArray, asNumber, asObject, inOrderAsked, numbersOf, type JsonObject } from '../json';
import type { Requester } from '../serverClient';
import { ServerError, serverFault } from '../serverError';
import { candidateFacts } from './candidateIds';
import type { NextToken, Preset, Question } from './preset';
import { alternativesOf, pickFromList } from './tokenList';
import { say } from '../../messages/say';

const PROMPTS_PER_REQUEST = 16;
/** The server has no upper limit; rare digits are seldom beyond. */
const N_PROBS = 100;

/** llama.cpp's server by its native API: `POST /completion` with `n_probs`, tokens named by id. */
export const llamaCpp: Preset = {
  moreAlternatives: say('alternatives.llamacpp'),
  async open(server, question, signal) {
    const tokenize = (content: string, addSpecial: boolean): Promise<number[]> =>
      countable(server, content, addSpecial, signal);
    const facts = await candidateFacts(tokenize, question.samplePrompt, question.candidates);
    const [first] = await ask(server, question.model, [question.samplePrompt], signal);
    assertLists(first, question);
    return {
      contextLength: await contextLength(server, signal),
      promptsPerRequest: PROMPTS_PER_REQUEST,
      ...facts,
      countTokens: async (prompt, abort) => (await countable(server, prompt, true, abort)).length,
      read: async (prompts, abort) =>
        (await ask(server, question.model, prompts, abort)).map((position): NextToken | undefined =>
          position === undefined ? undefined : pickFromList(position, question.candidates, facts.candidateIds),
        ),
    };
  },
};

async function countable(
  server: Requester,
  content: string,
  addSpecial: boolean,
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const answer = await server.post('root:/tokenize', { content, add_special: addSpecial }, signal);
  return numbersOf(asObject(answer).tokens);
}

/** The first position of each prompt's completion. */
async function ask(
  server: Requester,
  model: string,
  prompts: readonly string[],
  signal: AbortSignal | undefined,
): Promise<unknown[]> {
  const prompt = prompts.length === 1 ? prompts[0] : prompts;
  const body = {
    model,
    prompt,
    n_predict: 1,
    n_probs: N_PROBS,
    post_sampling_probs: false,
    temperature: 1,
    cache_prompt: false, // Scores would depend on what was asked before.
    stream: false,
  };
  const answer = await server.post('root:/completion', body, signal);
  const results: readonly unknown[] = Array.isArray(answer) ? answer : [answer];
  if (prompts.length === 1) return [firstPosition(asObject(results[0]))];
  return inOrderAsked(results, prompts.length, firstPosition);
}

function firstPosition({ truncated, completion_probabilities: probabilities, probs }: JsonObject): unknown {
  if (truncated === true) throw tooLong();
  return asArray(probabilities ?? probs)[0];
}

function tooLong(): ServerError {
  return serverFault('context', 'promptCut');
}

function assertLists(position: unknown, { candidates }: Question): void {
  if (alternativesOf(position).length >= candidates.length) return;
  throw serverFault('answer', 'noLogProbabilityList', { remedy: llamaCpp.moreAlternatives });
}

/** Of one slot: the server divides `--ctx-size` among them. */
async function contextLength(server: Requester, signal: AbortSignal | undefined): Promise<number | null> {
  try {
    const props = asObject(await server.get('root:/props', signal));
    return asNumber(asObject(props.default_generation_settings).n_ctx) ?? null;
  } catch (error) {
    if (error instanceof ServerError && error.kind === 'notFound') return null;
    throw error;
  }
}
