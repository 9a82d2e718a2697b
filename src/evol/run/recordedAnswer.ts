import { isObject } from '../../dataset/formats/format';
import type { ChatMessage } from '../chat/chatModel';
import type { LineKind } from './lineLog';

/** One request and what came of it: a line of `answers.jsonl`. */
export interface RecordedAnswer {
  /** What the request was for, such as `complexity-12-0/step-3/try-1`. */
  readonly key: string;
  /** Messages before the prompt, where there are any. */
  readonly before?: readonly ChatMessage[];
  readonly prompt: string;
  /** null when the model refused the request itself. */
  readonly answer: string | null;
  /** Why there is no answer. */
  readonly refusal?: string;
  /** Whether the answer ends because it was too long. */
  readonly cutOff?: true;
  readonly model: string;
  /** Of prompt and answer together; estimated where the model does not count them. */
  readonly tokens: number;
  readonly ms: number;
}

export const ANSWER_LINE: LineKind<RecordedAnswer> = {
  damaged: 'noAnswerLine',
  matches(value): value is RecordedAnswer {
    if (!isObject(value)) return false;
    const { key, answer, refusal, tokens } = value;
    const isText = answer === null || typeof answer === 'string';
    const isReason = refusal === undefined || typeof refusal === 'string';
    return typeof key === 'string' && isText && isReason && isTokenCount(tokens);
  },
};

/** Whether a value is a number of tokens, estimated or counted. */
export function isTokenCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value);
}

/** @returns undefined for what has not been answered yet */
export type AnswerOf = (key: string) => RecordedAnswer | undefined;
