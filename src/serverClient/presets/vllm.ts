import { asArray, asNumber, asObject, numbersOf } from '../json';
import { listedContextLength } from '../models';
import type { Requester } from '../serverClient';
import { ServerError } from '../serverError';
import { candidateFacts, type TokenFacts } from './candidateIds';
import { assertEnough, complete, pick, type Names } from './completions';
import type { NextTokenReader, Preset, Question } from './preset';
import { say } from '../../messages/say';

const PROMPTS_PER_REQUEST = 32;
/** What vLLM allows unless started with `--max-logprobs`. */
const MOST_LOGPROBS = 20;

/** The server's `generation_config.json` may set these; they would hide digits where it reports processed values. */
const NO_SAMPLING_LIMITS = { top_k: -1, min_p: 0, repetition_penalty: 1 };

interface Served {
  readonly facts: TokenFacts | null;
  readonly contextLength: number | null;
}

/**
 * vLLM: servers since mid-2026 give the log-probabilities of named token ids (`logprob_token_ids`), older ones those of
 * the 20 most probable tokens.
 */
export const vllm: Preset = {
  moreAlternatives: say('alternatives.vllm'),
  async open(server, question, signal) {
    const served = await askTokenizer(server, question, signal);
    const byId = await readerById(server, question, served, signal);
    if (byId !== undefined) return byId;
    const reader = topReader(server, question, served);
    assertEnough(await firstAlternatives(server, question, signal), question.candidates.length, vllm.moreAlternatives);
    return reader;
  },
};

/** `POST /tokenize`, beside `/v1`; gateways in front of vLLM often lack it. */
async function askTokenizer(server: Requester, question: Question, signal?: AbortSignal): Promise<Served> {
  let contextLength: number | null = null;
  const tokenize = async (prompt: string, addSpecial: boolean): Promise<readonly number[]> => {
    const body = { model: question.model, prompt, add_special_tokens: addSpecial };
    const answer = asObject(await server.post('root:/tokenize', body, signal));
    contextLength = asNumber(answer.max_model_len) ?? contextLength;
    return numbersOf(answer.tokens);
  };
  try {
    const facts = await candidateFacts(tokenize, question.samplePrompt, question.candidates);
    return { facts, contextLength };
  } catch (error) {
    if (!isMissing(error)) throw error;
    return { facts: null, contextLength: await listedContextLength(server, question.model, signal) };
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof ServerError && (error.kind === 'notFound' || error.details.status === 405);
}

/** undefined when the server does not know `logprob_token_ids`: it then ignores or refuses it. */
async function readerById(
  server: Requester,
  question: Question,
  served: Served,
  signal?: AbortSignal,
): Promise<NextTokenReader | undefined> {
  const ids = served.facts?.candidateIds ?? null;
  if (ids === null) return undefined;
  const names = namesOf(question, ids);
  const parameters = { ...NO_SAMPLING_LIMITS, logprobs: 1, logprob_token_ids: ids, return_tokens_as_token_ids: true };
  const read: NextTokenReader['read'] = async (prompts, abort) => {
    const positions = await complete(server, { model: question.model, prompts, ...parameters }, abort);
    return positions.map((position) => (position === undefined ? undefined : pick(position, names, false)));
  };
  try {
    const [first] = await read([question.samplePrompt], signal);
    return first?.logProbabilities.every((value) => value !== undefined) === true
      ? { ...describe(server, question, served), read }
      : undefined;
  } catch (error) {
    if (error instanceof ServerError && error.kind === 'request') return undefined;
    throw error;
  }
}

function topReader(server: Requester, question: Question, served: Served): NextTokenReader {
  const ids = served.facts?.candidateIds ?? null;
  const names = namesOf(question, ids);
  const parameters = {
    ...NO_SAMPLING_LIMITS,
    logprobs: MOST_LOGPROBS,
    ...(ids === null ? {} : { return_tokens_as_token_ids: true }),
  };
  return {
    ...describe(server, question, served),
    read: async (prompts, signal) => {
      const positions = await complete(server, { model: question.model, prompts, ...parameters }, signal);
      return positions.map((position) => (position === undefined ? undefined : pick(position, names, true)));
    },
  };
}

/** With `return_tokens_as_token_ids` a token is called by its id, so that no two tokens of one text collide. */
function namesOf({ candidates }: Question, ids: readonly number[] | null): Names {
  return { candidates, names: ids === null ? candidates : ids.map((id) => `token_id:${id}`) };
}

async function firstAlternatives(server: Requester, { model, samplePrompt }: Question, signal?: AbortSignal) {
  const parameters = { ...NO_SAMPLING_LIMITS, logprobs: MOST_LOGPROBS };
  return (await complete(server, { model, prompts: [samplePrompt], ...parameters }, signal))[0];
}

function describe(server: Requester, { model }: Question, { facts, contextLength }: Served) {
  const countTokens = async (prompt: string, signal?: AbortSignal): Promise<number> => {
    const answer = asObject(await server.post('root:/tokenize', { model, prompt }, signal));
    return asNumber(answer.count) ?? asArray(answer.tokens).length;
  };
  return {
    contextLength,
    promptsPerRequest: PROMPTS_PER_REQUEST,
    candidateIds: facts?.candidateIds ?? null,
    addsBos: facts?.addsBos ?? null,
    ...(facts === null ? {} : { countTokens }),
  };
}
