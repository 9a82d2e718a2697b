import { sendJson, startRecording } from './recordingServer';

type Body = Readonly<Record<string, unknown>>;

/** How a stand-in tells of the prompt; `nothing` = it tells of what it says itself, as OpenAI's servers do. */
export type GivenTextApi = 'echo' | 'promptLogprobs' | 'nothing' | 'otherText' | 'positive';

export interface SignalServerOptions {
  readonly givenTexts?: GivenTextApi;
  /** What the judge answers to a prompt; undefined = it is refused. */
  readonly judge?: (prompt: string) => string | undefined;
  /** How probable its answers 1 to 6 to a prompt are; those of probability 0 are not listed. */
  readonly ratings?: (prompt: string) => readonly number[];
}

export interface SignalServer {
  readonly baseUrl: string;
  readonly prompts: string[];
  stop(): void;
}

/** Words with the space after them. */
export function wordsOf(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}

/**
 * A word is the less probable the longer it is: less so after a context that has it already, more so after one that has
 * it in capitals or without.
 */
export function logProbability(words: readonly string[], at: number): number {
  const word = (words[at] ?? '').trim();
  const before = words.slice(0, at).map((each) => each.trim());
  if (before.includes(word)) return -word.length / 8;
  const isOther = before.some((each) => each.toLowerCase() === word.toLowerCase());
  return -word.length / (isOther ? 2 : 4);
}

/**
 * By the definition: over the words of all turns' responses.
 * @param given whether each stands after its instruction
 */
export function perplexity(turns: readonly (readonly [string, string])[], given: boolean): number {
  let [sum, tokens] = [0, 0];
  for (const [instruction, response] of turns) {
    const before = given ? wordsOf(`${instruction}\n`) : [];
    const words = [...before, ...wordsOf(response)];
    for (let at = before.length; at < words.length; at++) {
      sum += logProbability(words, at);
      tokens++;
    }
  }
  return Math.exp(-sum / tokens);
}

/** A server of a language model without weights and of a judge. */
export async function startSignalServer({
  givenTexts = 'echo',
  judge,
  ratings,
}: SignalServerOptions): Promise<SignalServer> {
  const prompts: string[] = [];
  const server = await startRecording((request, response, body) => {
    const [status, answer] = answerTo(request.url ?? '', parsed(body));
    sendJson(response, answer, status);
  });

  function answerTo(path: string, body: Body): [number, unknown] {
    if (path === '/v1/models') return [200, { data: [{ id: 'model' }] }];
    if (path === '/v1/chat/completions') {
      const [{ content: prompt }] = body.messages as [{ content: string }];
      prompts.push(prompt);
      if (body.logprobs === true && ratings !== undefined) return [200, { choices: [rated(ratings(prompt))] }];
      const content = judge?.(prompt);
      if (content === undefined) return [400, { error: { message: 'It fell over this.' } }];
      return [200, { choices: [{ index: 0, message: { role: 'assistant', content } }] }];
    }
    if (path !== '/v1/completions') return [404, { error: { message: 'Not Found' } }];
    const asked = Array.isArray(body.prompt) ? (body.prompt as string[]) : [String(body.prompt)];
    prompts.push(...asked);
    return [200, { choices: asked.map((prompt, index) => ({ index, ...completion(givenTexts, prompt, body) })) }];
  }

  return { baseUrl: server.baseUrl, prompts, stop: () => server.stop() };
}

function completion(api: GivenTextApi, prompt: string, body: Body): object {
  const words = wordsOf(api === 'otherText' ? `Instead of ${prompt.length} characters` : prompt);
  const values = words.map((_, at) => (at === 0 ? null : logProbability(words, at) * (api === 'positive' ? -1 : 1)));
  if (api === 'promptLogprobs') {
    const { prompt_logprobs: asked } = body;
    if (asked === undefined) return { text: ' and', logprobs: null };
    const positions = words.map((word, at) =>
      at === 0 ? null : { [idOf(word)]: { logprob: values[at], rank: 1, decoded_token: word } },
    );
    return { text: ' and', logprobs: null, prompt_logprobs: positions };
  }
  if (body.echo !== true || api === 'nothing') {
    return { text: ' and', logprobs: { tokens: [' and'], token_logprobs: [-0.5], text_offset: [0] } };
  }
  // As vLLM does: a beginning-of-sequence token first, and what it goes on with last.
  const more = body.max_tokens === 0 ? [] : [' and'];
  const tokens = ['<s>', ...words, ...more];
  const first = values[0] ?? logProbability(words, 0);
  return {
    text: tokens.join(''),
    logprobs: { tokens, token_logprobs: [null, first, ...values.slice(1), ...more.map(() => -0.5)] },
  };
}

function rated(probabilities: readonly number[]): object {
  const listed = probabilities.flatMap((probability, at) =>
    probability === 0 ? [] : [{ token: String(at + 1), logprob: Math.log(probability) }],
  );
  const top = listed.toSorted((a, b) => b.logprob - a.logprob);
  return { index: 0, logprobs: { content: [{ ...top[0], top_logprobs: top }] } };
}

/** Another number for every word. */
function idOf(word: string): string {
  return String([...Buffer.from(word)].reduce((sum, byte) => (sum * 257 + byte) % 1_000_003, 7));
}

function parsed(body: Buffer): Body {
  const text = body.toString();
  return text === '' ? {} : (JSON.parse(text) as Body);
}
