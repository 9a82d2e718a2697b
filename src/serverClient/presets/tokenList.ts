import { asArray, asNumber, asObject, asText } from '../json';
import type { NextToken, NextTokenReader } from './preset';

/** One alternative as OpenAI's chat completions, llama.cpp and Ollama list them. */
interface Alternative {
  readonly token: string | undefined;
  readonly id: number | undefined;
  readonly value: number;
}

/** The alternatives of a position `{token, logprob, top_logprobs: [{token, logprob, id?}, …]}`. */
export function alternativesOf(position: unknown): Alternative[] {
  const { top_logprobs: top } = asObject(position);
  // The token that was drawn comes first where it is not among the most probable.
  return [position, ...asArray(top)].flatMap((entry) => {
    const { token, id, logprob } = asObject(entry);
    const value = asNumber(logprob);
    return value === undefined ? [] : [{ token: asText(token), id: asNumber(id), value }];
  });
}

/** @param ids of the candidates; null = they are found by their text */
export function pickFromList(
  position: unknown,
  candidates: readonly string[],
  ids: readonly number[] | null,
): NextToken {
  const alternatives = alternativesOf(position);
  const byId = ids !== null && alternatives.every(({ id }) => id !== undefined);
  const valueOf = (candidate: string, at: number): number | undefined =>
    alternatives.find(({ token, id }) => (byId ? id === ids[at] : token === candidate))?.value;
  const top = alternatives.reduce<Alternative | undefined>(
    (best, next) => (best === undefined || next.value > best.value ? next : best),
    undefined,
  );
  return {
    logProbabilities: candidates.map(valueOf),
    ...(top?.token === undefined ? {} : { topToken: top.token }),
  };
}

/**
 * A reader of a server that takes one prompt per request and names tokens by their text alone.
 * @param ask for the first position after a prompt
 */
export function singlePromptReader(
  ask: (prompt: string, signal?: AbortSignal) => Promise<unknown>,
  candidates: readonly string[],
  contextLength: number | null,
): NextTokenReader {
  return {
    contextLength,
    promptsPerRequest: 1,
    candidateIds: null,
    addsBos: null,
    read: async (prompts, signal) => {
      const position = await ask(prompts[0] ?? '', signal);
      return [position === undefined ? undefined : pickFromList(position, candidates, null)];
    },
  };
}
