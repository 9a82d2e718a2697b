import { qualityPrompt, REFERENCE_EXAMPLE } from '../../../src/scoring/served/promptTemplates';
import type { Requester } from '../../../src/serverClient/serverClient';
import { ServerError } from '../../../src/serverClient/serverError';

export interface FakeVllmOptions {
  readonly models?: readonly string[];
  readonly contextLength?: number;
  /** What the model gives for a prompt; the released quality scorer's value for the reference example otherwise. */
  readonly score?: (prompt: string) => number;
  readonly addsBos?: boolean;
  /** A gateway that trims prompts: the model's first token is then the space. */
  readonly trims?: boolean;
  /** Answers lists of prompts with the first prompt's answer. */
  readonly mixesUpLists?: boolean;
  /** The request that fails, and how. */
  readonly fails?: { readonly path: string; readonly error: ServerError };
}

const BOS = 1;
const FIRST_DIGIT = 100;
const REFERENCE = qualityPrompt(REFERENCE_EXAMPLE);

/** vLLM's answers by its documentation, without a network: tokens are characters, digits have ids of their own. */
export function fakeVllm(options: FakeVllmOptions = {}): Requester {
  const { models = ['hkust-nlp/deita-quality-scorer'], contextLength = 2048, fails } = options;
  const answer = (path: string, body: object): unknown => {
    if (fails?.path === path) throw fails.error;
    if (path === '/models') return { data: models.map((id) => ({ id, max_model_len: contextLength })) };
    if (path === 'root:/tokenize') return tokenize(body as TokenizeBody, options, contextLength);
    if (path === '/completions') return complete(body as CompletionBody, options);
    throw new ServerError('notFound', `${path} answered 404.`, undefined, { status: 404 });
  };
  return {
    baseUrl: 'http://fake:8000/v1',
    get: (path) => Promise.resolve().then(() => answer(path, {})),
    post: (path, body) => Promise.resolve().then(() => answer(path, body)),
  };
}

interface TokenizeBody {
  readonly prompt: string;
  readonly add_special_tokens?: boolean;
}

function tokenize(
  { prompt, add_special_tokens: special = true }: TokenizeBody,
  { addsBos = true, trims = false }: FakeVllmOptions,
  contextLength: number,
): unknown {
  const text = trims ? prompt.trimEnd() : prompt;
  const tokens = Array.from(text, (character, at) =>
    at === text.length - 1 && /[1-6]/.test(character)
      ? FIRST_DIGIT + Number(character)
      : 1000 + (character.codePointAt(0) ?? 0),
  );
  const all = special && addsBos ? [BOS, ...tokens] : tokens;
  return { tokens: all, count: all.length, max_model_len: contextLength };
}

interface CompletionBody {
  readonly prompt: string | readonly string[];
}

function complete({ prompt }: CompletionBody, { score = defaultScore, trims, mixesUpLists }: FakeVllmOptions): unknown {
  const prompts = typeof prompt === 'string' ? [prompt] : prompt;
  const choices = prompts.map((text, index) => ({
    index,
    logprobs: {
      top_logprobs: [trims === true ? spaceFirst() : digits(score(mixesUpLists === true ? (prompts[0] ?? '') : text))],
    },
  }));
  return { choices };
}

function defaultScore(prompt: string): number {
  return prompt === REFERENCE ? REFERENCE_EXAMPLE.qualityScore : 3 + (prompt.length % 7) / 10;
}

/** Two neighbouring digits whose expectation is the score; the others have next to no probability. */
function digits(score: number): Record<string, number> {
  const low = Math.min(5, Math.floor(score));
  const share = score - low;
  const value = (digit: number): number =>
    Math.log(digit === low ? 1 - share + 1e-12 : digit === low + 1 ? share + 1e-12 : 1e-12);
  return Object.fromEntries([1, 2, 3, 4, 5, 6].map((digit) => [`token_id:${FIRST_DIGIT + digit}`, value(digit)]));
}

function spaceFirst(): Record<string, number> {
  const alternatives = Object.entries(digits(2)).map(([token, value]): [string, number] => [token, value - 10]);
  return Object.fromEntries([['token_id:1032', -1e-4], ...alternatives]);
}
