import { asArray, asNumber, asObject, asText, inOrderAsked, type JsonObject } from '../json';
import type { Requester } from '../serverClient';
import type { NextToken } from './preset';
import { serverFault } from '../serverError';
import type { Message } from '../../common/message';

/** The alternatives of one position, by token: OpenAI's legacy completions format. */
export type Alternatives = ReadonlyMap<string, number>;

/**
 * `POST /completions` for one token after each prompt.
 * @param parameters what the preset adds
 * @returns the first position of each prompt's completion; undefined where the answer has none
 */
export async function complete(
  server: Requester,
  { model, prompts, ...parameters }: { model: string; prompts: readonly string[] } & JsonObject,
  signal: AbortSignal | undefined,
): Promise<(Alternatives | undefined)[]> {
  // Not a list where one prompt is asked: some servers take strings only.
  const prompt = prompts.length === 1 ? prompts[0] : prompts;
  const body = { model, prompt, max_tokens: 1, temperature: 1, top_p: 1, ...parameters };
  const { choices } = asObject(await server.post('/completions', body, signal));
  return inOrderAsked(choices, prompts.length, ({ logprobs }) => firstPosition(logprobs));
}

function firstPosition(logprobs: unknown): Alternatives | undefined {
  const { top_logprobs: top, tokens, token_logprobs: values } = asObject(logprobs);
  const first = asArray(top)[0];
  if (first === undefined || first === null) return undefined;
  const alternatives = new Map<string, number>();
  for (const [token, value] of Object.entries(asObject(first))) {
    if (typeof value === 'number') alternatives.set(token, value);
  }
  // The token that was drawn is one of them, also where the server lists it apart.
  const [drawn, drawnValue] = [asText(asArray(tokens)[0]), asNumber(asArray(values)[0])];
  if (drawn !== undefined && drawnValue !== undefined) alternatives.set(drawn, drawnValue);
  return alternatives;
}

/** Candidates, and what an answer calls them. */
export interface Names {
  readonly candidates: readonly string[];
  readonly names: readonly string[];
}

/** @param listsTop whether the alternatives hold the most probable token for sure */
export function pick(alternatives: Alternatives, { candidates, names }: Names, listsTop: boolean): NextToken {
  const logProbabilities = names.map((name) => alternatives.get(name));
  if (!listsTop) return { logProbabilities };
  let [top, highest] = ['', Number.NEGATIVE_INFINITY];
  for (const [token, value] of alternatives) if (value > highest) [top, highest] = [token, value];
  return { logProbabilities, topToken: candidates[names.indexOf(top)] ?? top };
}

/** @throws ServerError when fewer alternatives come back than there are candidates */
export function assertEnough(alternatives: Alternatives | undefined, needed: number, remedy: Message): void {
  if (alternatives === undefined) throw serverFault('answer', 'noLogProbabilities', { remedy });
  if (alternatives.size >= needed) return;
  const count = String(alternatives.size);
  throw serverFault('answer', 'fewAlternatives', { count, needed: String(needed), remedy });
}
