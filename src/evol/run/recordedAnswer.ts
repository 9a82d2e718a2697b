/** One request and what came of it: a line of `answers.jsonl`. */
export interface RecordedAnswer {
  /** What the request was for, such as `complexity-12-0/step-3/try-1`. */
  readonly key: string;
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

/** @returns undefined for what has not been answered yet */
export type AnswerOf = (key: string) => RecordedAnswer | undefined;
