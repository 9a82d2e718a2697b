import { isFilled, isObject, nestedJson, type JsonObject, type JsonPath } from './format';

/** A value further in, and the keys that lead to it. */
interface Inner {
  readonly value: unknown;
  readonly path: JsonPath;
}

/**
 * One step into what a server answered, as it sent it or as a batch keeps it: `{body: {choices: [{message}]}}`, or the
 * choices alone; undefined where a value is none of these.
 */
export function answerWithin(value: unknown): Inner | undefined {
  if (Array.isArray(value)) return isChoice(value[0]) ? { value: (value as unknown[])[0], path: [0] } : undefined;
  if (!isObject(value)) return undefined;
  const { choices, candidates, generations, message, output } = value;
  const body = nestedJson(value.body) ?? value.body;
  if (isObject(body)) return { value: body, path: ['body'] };
  if (isList(choices) && isObject(choices[0])) return { value: choices[0], path: ['choices', 0] };
  if (isCandidate(candidates)) return { value: candidates[0].content, path: ['candidates', 0, 'content'] };
  if (isGeneration(generations)) return { value: generations[0][0], path: ['generations', 0, 0] };
  if (isList(output) && output.some(isOutputMessage)) return { value: output, path: ['output'] };
  if (isObject(output) && isObject(output.message)) return { value: output.message, path: ['output', 'message'] };
  return isObject(message) ? { value: message, path: ['message'] } : undefined;
}

/** Whether a server failed to answer: it says why and nothing else. */
export function isFailure(value: unknown): boolean {
  if (!isObject(value)) return false;
  const inner = answerWithin(value);
  return inner === undefined
    ? isFilled(value.error) && !ANSWERS.some((key) => isFilled(value[key]))
    : isFailure(inner.value);
}

const ANSWERS = ['content', 'text', 'output', 'response', 'generation', 'completion'];

/** Whether a value is what a server sent all the way down to what the model said. */
export function holdsAnswer(value: unknown): boolean {
  const inner = answerWithin(value);
  if (inner === undefined) return false;
  return (
    holdsAnswer(inner.value) ||
    (isObject(inner.value) && ANSWERS.some((key) => isFilled((inner.value as JsonObject)[key])))
  );
}

/** Of OpenAI's chat and text completions; a choice that a question offers has none of this. */
function isChoice(value: unknown): boolean {
  if (!isObject(value)) return false;
  return isObject(value.message) || (typeof value.text === 'string' && 'finish_reason' in value);
}

/** Gemini's. */
function isCandidate(value: unknown): value is readonly [JsonObject & { readonly content: JsonObject }] {
  return isList(value) && isObject(value[0]) && isObject(value[0].content);
}

/** LangChain's: a list for each prompt. */
function isGeneration(value: unknown): value is readonly [readonly [JsonObject]] {
  return isList(value) && isList(value[0]) && isObject(value[0][0]);
}

/** Of OpenAI's responses. */
function isOutputMessage(value: unknown): boolean {
  return isObject(value) && value.type === 'message';
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
