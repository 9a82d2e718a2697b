import { DIGITS, stubEmbeddingOf, stubLogProbabilities, stubTokenize } from './stubModel';
import { STUB_DIMENSIONS, STUB_MODELS, type StubOptions } from './stubOptions';

export interface Asked {
  readonly model: string;
  readonly prompts: readonly string[];
}

type Body = Readonly<Record<string, unknown>>;
export interface Settings {
  /** Listed at most. */
  readonly alternatives: number;
  readonly dimensions: number;
}

type Listed = ReturnType<typeof stubLogProbabilities>;

/** A request that asks a model for something: scores, a verdict, embeddings. */
export interface Work {
  readonly asked: Asked;
  /** @param prompts those asked, or what a fault has made of them */
  readonly answer: (prompts: readonly string[], settings: Settings) => unknown;
}

/** Answers that need no model. */
export function plainAnswer(path: string, body: Body, { api, contextLength = 2048 }: StubOptions): object | undefined {
  const isVllm = api === 'vllm' || api === 'vllmBefore2026';
  if (path === '/v1/models') {
    const data = Object.values(STUB_MODELS).map((id) => ({
      id,
      object: 'model',
      ...(isVllm ? { max_model_len: contextLength } : {}),
    }));
    return { object: 'list', data };
  }
  if (path === '/tokenize' && isVllm) {
    const tokens = stubTokenize(String(body.prompt), body.add_special_tokens !== false);
    return { tokens, count: tokens.length, max_model_len: contextLength };
  }
  if (path === '/tokenize' && api === 'llamacpp') {
    return { tokens: stubTokenize(String(body.content), body.add_special === true) };
  }
  if (path === '/props' && api === 'llamacpp') return { default_generation_settings: { n_ctx: contextLength } };
  if (path === '/api/show' && api === 'ollama') {
    return { model_info: { 'general.architecture': 'llama', 'llama.context_length': contextLength } };
  }
  return undefined;
}

/** undefined = this server has no such path. */
export function workFor(path: string, body: Body, { api }: StubOptions): Work | undefined {
  const model = String(body.model);
  const work = (prompts: readonly string[], answer: Work['answer']): Work => ({ asked: { model, prompts }, answer });
  if (path === '/v1/embeddings') {
    return work(list(body.input), (texts, { dimensions }) => embeddings(texts, dimensions));
  }
  if (path === '/v1/chat/completions') {
    const [message] = body.messages as [{ content: string }];
    return work([message.content], ([prompt = ''], settings) => chat(model, prompt, body, settings));
  }
  if (path === '/v1/completions' && api !== 'ollama' && api !== 'llamacpp') {
    return work(list(body.prompt), (prompts, settings) => completions(model, prompts, body, api === 'vllm', settings));
  }
  if (path === '/completion' && api === 'llamacpp') {
    return work(list(body.prompt), (prompts, settings) => llamaCpp(model, prompts, body, settings));
  }
  if (path === '/api/generate' && api === 'ollama') {
    return work(list(body.prompt), ([prompt = ''], settings) => ollama(model, prompt, body, settings));
  }
  return undefined;
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

/** OpenAI's legacy completions, with vLLM's additions where the server knows them. */
function completions(
  model: string,
  prompts: readonly string[],
  body: Body,
  knowsIds: boolean,
  { alternatives }: Settings,
) {
  const byId = body.return_tokens_as_token_ids === true;
  const name = ({ id, text }: Listed[number]): string => (byId ? `token_id:${id}` : text);
  const choices = prompts.map((prompt, index) => {
    const all = stubLogProbabilities(model, prompt);
    const drawn = all[0] as Listed[number];
    const ids = knowsIds ? (body.logprob_token_ids as number[] | undefined) : undefined;
    const count = Math.min(Number(body.logprobs), alternatives);
    const listed = ids === undefined ? all.slice(0, count) : [drawn, ...all.filter(({ id }) => ids.includes(id))];
    const top = Object.fromEntries(listed.map((token) => [name(token), Math.max(token.logprob, -9999)]));
    const logprobs = { tokens: [name(drawn)], token_logprobs: [drawn.logprob], top_logprobs: [top], text_offset: [0] };
    return { index, text: drawn.text, logprobs, finish_reason: 'length' };
  });
  // Servers promise no order: the index tells.
  return { id: 'cmpl-1', object: 'text_completion', model, choices: choices.reverse() };
}

/** One alternative of a position, as chat completions, llama.cpp and Ollama list them. */
function alternative({ text, logprob }: Listed[number]) {
  return { token: text, logprob, bytes: [...Buffer.from(text)] };
}

function llamaCpp(model: string, prompts: readonly string[], body: Body, { alternatives }: Settings) {
  const results = prompts.map((prompt, index) => {
    const all = stubLogProbabilities(model, prompt).map((token) => ({ id: token.id, ...alternative(token) }));
    const count = Math.min(Number(body.n_probs), alternatives);
    const position = { ...all[0], top_logprobs: all.slice(0, count) };
    return { index, content: all[0]?.token, truncated: false, completion_probabilities: [position] };
  });
  return Array.isArray(body.prompt) ? results : results[0];
}

function ollama(model: string, prompt: string, body: Body, { alternatives }: Settings) {
  const all = stubLogProbabilities(model, prompt).map(alternative);
  const logprobs = [{ ...all[0], top_logprobs: all.slice(0, Math.min(Number(body.top_logprobs), alternatives)) }];
  return {
    model,
    response: all[0]?.token,
    done: true,
    prompt_eval_count: stubTokenize(prompt, true).length,
    eval_count: 1,
    logprobs,
  };
}

function chat(model: string, prompt: string, body: Body, { alternatives }: Settings) {
  const all = stubLogProbabilities(model, prompt).map(alternative);
  const top = all.slice(0, Math.min(Number(body.top_logprobs), alternatives));
  const isJudge = body.response_format !== undefined;
  const content = isJudge ? verdict(model, prompt) : all[0]?.token;
  const logprobs = body.logprobs === true ? { content: [{ ...all[0], top_logprobs: top }] } : null;
  return {
    object: 'chat.completion',
    model,
    choices: [{ index: 0, message: { role: 'assistant', content }, logprobs, finish_reason: 'stop' }],
  };
}

/** The most and the second most probable digit. */
function verdict(model: string, prompt: string): string {
  const [complexity, quality] = stubLogProbabilities(model, prompt)
    .map(({ text }) => text)
    .filter((text) => DIGITS.some((digit) => digit === text));
  return JSON.stringify({ complexity: Number(complexity), quality: Number(quality) });
}

function embeddings(texts: readonly string[], dimensions: number) {
  const data = texts.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: stubEmbeddingOf(text, dimensions),
  }));
  return { object: 'list', data: data.reverse(), model: STUB_MODELS.embedder };
}

export const STUB_SETTINGS: Settings = { alternatives: Number.POSITIVE_INFINITY, dimensions: STUB_DIMENSIONS };
