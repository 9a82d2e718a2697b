/** One line of a file of requests. */
export interface BatchLine {
  readonly custom_id: string;
  readonly method: string;
  readonly url: string;
  readonly body: {
    readonly model: string;
    readonly messages?: readonly { readonly role: string; readonly content: string }[];
    readonly input?: string;
  };
}

export function parseBatchLines(text: string): BatchLine[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as BatchLine);
}

/** The score that a stub model has for a text: any function of the text does, as long as texts differ in it. */
export function stubScore(prompt: string): number {
  let hash = 7;
  for (const character of prompt) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return 1 + (hash % 4_000) / 1_000;
}

/** The answer to a line, in the form in which OpenAI's Batch API and `vllm run-batch` write it. */
export function answerLine(line: BatchLine): string {
  const body = line.url === '/v1/embeddings' ? embeddingOf(line.body.input ?? '') : scoreOf(line);
  const response = { status_code: 200, request_id: `r-${line.custom_id}`, body: { model: line.body.model, ...body } };
  return JSON.stringify({ id: `b-${line.custom_id}`, custom_id: line.custom_id, response, error: null });
}

function scoreOf({ body }: BatchLine): object {
  const score = stubScore(body.messages?.[0]?.content ?? '');
  const low = Math.floor(score);
  const list = [1, 2, 3, 4, 5, 6].map((digit) => ({ token: String(digit), logprob: logOf(digit, low, score - low) }));
  const [top] = [...list].sort((a, b) => b.logprob - a.logprob);
  return { choices: [{ index: 0, logprobs: { content: [{ ...top, top_logprobs: list }] } }] };
}

function logOf(digit: number, low: number, share: number): number {
  if (digit === low) return Math.log(1 - share || 1e-30);
  return Math.log(digit === low + 1 && share > 0 ? share : 1e-30);
}

/** Four numbers, not of length 1. */
export function stubVector(text: string): number[] {
  const score = stubScore(text);
  return [score, score * score, text.length, 3];
}

function embeddingOf(text: string): object {
  return { data: [{ index: 0, embedding: stubVector(text) }] };
}
