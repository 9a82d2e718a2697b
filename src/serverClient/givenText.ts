import { say } from '../messages/say';
import type { ReadBatch } from './batchReader';
import { asArray, asNumber, asObject, asText, inOrderAsked, type JsonObject } from './json';
import type { Requester } from './serverClient';
import { ServerError, serverFault } from './serverError';

/** A text that a model did not make up, and what stands before it. */
export interface GivenText {
  /** '' = nothing. */
  readonly context: string;
  readonly text: string;
}

/** How probable a text is: the sum of the natural log-probabilities of its tokens, and how many of them have one. */
export interface Likelihood {
  readonly logProbability: number;
  readonly tokens: number;
}

/** A server that tells how probable given texts are, not only what it would say itself. */
export interface GivenTextReader {
  readonly textsPerRequest: number;
  /** One request; undefined for a text that the answer leaves out. */
  readonly read: ReadBatch<GivenText, Likelihood>;
}

const TEXTS_PER_REQUEST = 8;
/** Where a token that begins a sequence has no text of its own, servers show it as one of these. */
const SPECIAL_TOKEN = /^(<[^<>\s]+>|\[[A-Z]+\])$/;
/** What stands for a part of a character. */
const PART_OF_CHARACTER = '\ufffd';
/** Plain words: they come back as they were sent, however tokens are shown. */
export const SAMPLE: GivenText = {
  context: 'Where does the sun rise?\n',
  text: 'The sun rises in the east and sets in the west.',
};

/**
 * Finds out how the server can be asked: `echo`, which the completions API has from of old (some take no `max_tokens` of
 * 0), or vLLM's `prompt_logprobs`.
 * @throws ServerError for one that gives no log-probabilities of the prompt, or those of something else
 */
export async function openGivenText(server: Requester, model: string, signal?: AbortSignal): Promise<GivenTextReader> {
  let refusal: unknown;
  for (const ask of [echo(server, model, 0), echo(server, model, 1), promptLogprobs(server, model)]) {
    try {
      const [whole] = await ask([SAMPLE.context + SAMPLE.text], signal);
      if (whole === undefined || !spells(whole, SAMPLE.context + SAMPLE.text)) throw otherAnswer();
      const read = readerOf(ask);
      const [sample] = await read([SAMPLE], signal);
      if (sample === undefined || sample.tokens === 0) throw otherAnswer();
      return { textsPerRequest: (await takesLists(read, sample, signal)) ? TEXTS_PER_REQUEST : 1, read };
    } catch (error) {
      if (!(error instanceof ServerError) || (error.kind !== 'request' && error.kind !== 'answer')) throw error;
      refusal ??= error;
    }
  }
  throw refusal;
}

/** Whether a text in a list of prompts is told of as alone. */
async function takesLists(
  read: GivenTextReader['read'],
  alone: Likelihood,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    const [first, second] = await read([{ ...SAMPLE, context: '' }, SAMPLE], signal);
    return first !== undefined && second !== undefined && isClose(second, alone);
  } catch (error) {
    if (error instanceof ServerError && !error.transient) return false;
    throw error;
  }
}

/** Kernels of other batch sizes round otherwise. */
const ROUNDING = 0.05;

function isClose(a: Likelihood, b: Likelihood): boolean {
  return a.tokens === b.tokens && Math.abs(a.logProbability - b.logProbability) <= ROUNDING * a.tokens;
}

/** A token of what was sent. */
interface ToldToken {
  /** Its id, or its text. */
  readonly name: string;
  /** undefined where only its id is told. */
  readonly text: string | undefined;
  /** undefined = nothing stands before it. */
  readonly logProbability: number | undefined;
}

/** The tokens of each prompt; undefined for one that the answer leaves out. */
type AskTokens = (
  prompts: readonly string[],
  signal: AbortSignal | undefined,
) => Promise<(readonly ToldToken[] | undefined)[]>;

/** Asks about every text with its context, and about the context: where the tokens of both part, the text begins. */
function readerOf(ask: AskTokens): GivenTextReader['read'] {
  return async (texts, signal) => {
    const prompts = texts.flatMap(({ context, text }) => (context === '' ? [text] : [context + text, context]));
    const lists =
      prompts.length === 1 || texts.length > 1 ? await ask(prompts, signal) : await oneByOne(ask, prompts, signal);
    let next = 0;
    return texts.map(({ context }) => {
      const whole = lists[next++];
      const before = context === '' ? [] : lists[next++];
      if (whole === undefined || before === undefined) return undefined;
      let shared = 0;
      while (shared < before.length && before[shared]?.name === whole[shared]?.name) shared++;
      return sumOf(whole.slice(shared));
    });
  };
}

/** A single text is asked about without a list, which some servers do not take. */
async function oneByOne(
  ask: AskTokens,
  prompts: readonly string[],
  signal: AbortSignal | undefined,
): ReturnType<AskTokens> {
  return (await Promise.all(prompts.map((prompt) => ask([prompt], signal)))).flat();
}

function echo(server: Requester, model: string, maxTokens: 0 | 1): AskTokens {
  const parameters = { max_tokens: maxTokens, echo: true, logprobs: 1 };
  return async (prompts, signal) => {
    const answers = await complete(server, model, prompts, parameters, signal);
    return answers.map((answer, at) =>
      answer === undefined ? undefined : withoutMore(echoedTokens(answer), prompts[at] ?? '', maxTokens),
    );
  };
}

function echoedTokens({ logprobs }: JsonObject): ToldToken[] {
  const { tokens, token_logprobs: values } = asObject(logprobs);
  if (asArray(tokens).length === 0) throw otherAnswer();
  return asArray(tokens).map((token, at) => {
    const text = asText(token) ?? '';
    return { name: text, text, logProbability: asNumber(asArray(values)[at]) };
  });
}

/** Without what the model went on with. */
function withoutMore(tokens: readonly ToldToken[], prompt: string, maxTokens: number): readonly ToldToken[] {
  if (tokens.some(({ text = '' }) => text.includes(PART_OF_CHARACTER)))
    return tokens.slice(0, tokens.length - maxTokens);
  let length = 0;
  const end = tokens.findIndex(({ text = '' }, at) => {
    if (at === 0 && isSpecial(text, prompt)) return false;
    if (length >= prompt.length) return true;
    length += text.length;
    return false;
  });
  return end < 0 ? tokens : tokens.slice(0, end);
}

/** One entry a position, with the token that stands there: `null` first, then `{ID: {logprob, …}}`. */
function promptLogprobs(server: Requester, model: string): AskTokens {
  const parameters = { max_tokens: 1, prompt_logprobs: 0 };
  return async (prompts, signal) => {
    const answers = await complete(server, model, prompts, parameters, signal);
    return answers.map((answer) => answer && asArray(answer.prompt_logprobs).map(promptToken));
  };
}

function promptToken(position: unknown, at: number): ToldToken {
  if (position === null && at === 0) return { name: '', text: undefined, logProbability: undefined };
  const entries = Object.entries(asObject(position));
  const [id = '', told] = entries[0] ?? [];
  const { logprob, decoded_token: text } = asObject(told);
  if (entries.length !== 1 || asNumber(logprob) === undefined) throw otherAnswer();
  return { name: id, text: asText(text), logProbability: asNumber(logprob) };
}

async function complete(
  server: Requester,
  model: string,
  prompts: readonly string[],
  parameters: object,
  signal: AbortSignal | undefined,
): Promise<(JsonObject | undefined)[]> {
  // Not a list where one prompt is asked: some servers take strings only.
  const prompt = prompts.length === 1 ? prompts[0] : prompts;
  const body = { model, prompt, temperature: 0, ...parameters };
  const { choices } = asObject(await server.post('/completions', body, signal));
  return inOrderAsked(choices, prompts.length, (choice) => choice);
}

/** Whether the tokens are those of a text, as far as their texts are told. The first one may be told of as nothing. */
function spells(tokens: readonly ToldToken[], text: string): boolean {
  if (tokens.length < 2) return false;
  const told = tokens.filter((token, at) => at > 0 || !isSpecial(token.text ?? '', text));
  const texts = told.map((token) => token.text).filter((each) => each !== undefined);
  if (texts.length === 0) return true;
  const spelled = lettersOf(texts.join(''));
  const isWhole = texts.length === told.length;
  return isWhole ? spelled === lettersOf(text) : spelled !== '' && lettersOf(text).endsWith(spelled);
}

/** Tokenizers show spaces and line breaks by marks of their own. */
function lettersOf(text: string): string {
  return text.replace(/[^A-Za-z]/g, '');
}

function isSpecial(token: string, text: string): boolean {
  return SPECIAL_TOKEN.test(token) && !text.startsWith(token);
}

/** @throws ServerError for what cannot be a log-probability */
function sumOf(tokens: readonly ToldToken[]): Likelihood {
  const values = tokens.map(({ logProbability }) => logProbability).filter((value) => value !== undefined);
  if (values.some((value) => value > 0)) throw otherAnswer();
  return { logProbability: values.reduce((sum, value) => sum + value, 0), tokens: values.length };
}

function otherAnswer(): ServerError {
  return serverFault('answer', 'noGivenLogProbabilities', { remedy: say('alternatives.given') });
}
