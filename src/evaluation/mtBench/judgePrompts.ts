import type { Message } from '../../common/message';
import type { JsonObject } from '../../dataset/formats/format';
import { say } from '../../messages/say';
import { readRecords, textField, type Records } from '../records';

/** A line of FastChat's `judge_prompts.jsonl`. */
export interface JudgePrompt {
  readonly name: string;
  readonly system: string;
  /** With gaps such as `{question}`; `{{` stands for a brace. */
  readonly template: string;
  /** undefined = not said. */
  readonly outputFormat: string | undefined;
}

/** What a judge says of an answer, or of two: the names of its prompts, and the only form of it that is read. */
export const JUDGEMENTS = {
  rating: { names: { plain: 'single-v1', withReference: 'single-math-v1' }, format: '[[rating]]' },
  verdict: { names: { plain: 'pair-v2', withReference: 'pair-math-v1' }, format: '[[A]]' },
} as const;
export type Judgement = keyof typeof JUDGEMENTS;

/** @throws DeitaError `fileNotFound`, `fileUnreadable` */
export function readJudgePrompts(file: string): Promise<Records<JudgePrompt>> {
  return readRecords(file, promptOf);
}

function promptOf(record: JsonObject): JudgePrompt | Message {
  const [name, template] = [textField(record, 'name'), textField(record, 'prompt_template')];
  if (typeof name !== 'string') return name;
  if (typeof template !== 'string') return template;
  const { system_prompt, output_format } = record;
  if (system_prompt !== undefined && typeof system_prompt !== 'string') {
    return say('record.noText', { field: 'system_prompt' });
  }
  return {
    name,
    system: system_prompt ?? '',
    template,
    outputFormat: typeof output_format === 'string' ? output_format : undefined,
  };
}

/** FastChat's name of the prompt for a turn. */
export function promptName(judgement: Judgement, withReference: boolean, turn: number): string {
  const { names } = JUDGEMENTS[judgement];
  return `${withReference ? names.withReference : names.plain}${turn > 1 ? '-multi-turn' : ''}`;
}

/** Gaps are filled as Python's `format` does; what stands in the texts stays as it is. */
export function filled(template: string, texts: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{|\}\}|\{(\w+)\}/g, (found, name: string | undefined) =>
    name === undefined ? found.charAt(0) : (texts[name] ?? found),
  );
}
