import { fillPrompt } from '../../evol/prompts/promptTexts';
import { REPAIR_TEMPLATE } from '../../evol/prompts/rankPrompts';
import type { AnswerOf } from '../../evol/run/recordedAnswer';
import type { RunRequest } from '../../evol/run/runRequest';
import type { AskedRole } from '../types';
import type { Reading } from './reading';

export type EvaluationRequest = RunRequest<AskedRole>;

/** What a request comes to, or the request itself while it is not answered. */
export type Asked<T> = Reading<T> | { readonly pending: EvaluationRequest };

/** An answer that cannot be used is asked for once more; a request that the model refuses is not. */
export function askedTwice<T>(
  request: EvaluationRequest,
  read: (answer: string) => Reading<T>,
  answerOf: AnswerOf,
): Asked<T> {
  const first = readingOf(request.key, read, answerOf);
  if (first === undefined) return { pending: request };
  if (first.problem === undefined || first.refused === true) return first;
  const again = `${request.key}/again`;
  const prompt = fillPrompt(REPAIR_TEMPLATE, { prompt: request.prompt, problem: first.problem });
  return readingOf(again, read, answerOf) ?? { pending: { ...request, key: again, prompt } };
}

function readingOf<T>(key: string, read: (answer: string) => Reading<T>, answerOf: AnswerOf): Reading<T> | undefined {
  const found = answerOf(key);
  if (found === undefined) return undefined;
  return found.refusal === undefined ? read(found.answer ?? '') : { problem: found.refusal, refused: true };
}
