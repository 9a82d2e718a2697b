/** What a command of MT-Bench's form says beside its result, with `--json`. */
export interface Asked {
  readonly comparable: string;
  readonly requests: number;
  readonly tokens: { readonly answer: number; readonly judge: number };
  readonly cost?: number;
  readonly stoppedBy?: string;
}

/** JSON Lines. */
export const lines = (records: readonly object[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** A line of FastChat's `question.jsonl`. */
export const question = (question_id: number, category: string, ...turns: string[]): object => ({
  question_id,
  category,
  turns,
});

/** A line of FastChat's `reference_answer` for question 111. */
export const REFERENCES = [{ question_id: 111, choices: [{ index: 0, turns: ['ref {one}', 'ref two'] }] }];
