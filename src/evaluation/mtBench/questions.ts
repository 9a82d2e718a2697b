import type { Message } from '../../common/message';
import type { JsonObject } from '../../dataset/formats/format';
import { say } from '../../messages/say';
import { readRecords, type Records } from '../records';

/** A line of FastChat's `question.jsonl`. */
export interface Question {
  readonly id: string;
  readonly category: string;
  /** What the user says, one after the other; 1 or more. */
  readonly turns: readonly string[];
  /** Of the model's answers, where the question asks for one of its own. */
  readonly temperature: number | undefined;
}

/** Categories whose answers are right or wrong: the judge is shown a reference. As in FastChat. */
const CATEGORIES_WITH_REFERENCE = ['math', 'reasoning', 'coding', 'arena-hard-200'];

/** Of the model's answers by category, as in FastChat. */
const TEMPERATURES: Readonly<Record<string, number>> = {
  writing: 0.7,
  roleplay: 0.7,
  extraction: 0,
  math: 0,
  coding: 0,
  reasoning: 0,
  stem: 0.1,
  humanities: 0.1,
  'arena-hard-200': 0,
};
const OTHER_TEMPERATURE = 0.7;

export function needsReference({ category }: Question): boolean {
  return CATEGORIES_WITH_REFERENCE.includes(category);
}

export function temperatureOf({ category, temperature }: Question): number {
  return temperature ?? TEMPERATURES[category] ?? OTHER_TEMPERATURE;
}

/** @throws DeitaError `fileNotFound`, `fileUnreadable` */
export function readQuestions(file: string): Promise<Records<Question>> {
  return readRecords(file, questionOf);
}

function questionOf({ question_id, category, turns, required_temperature }: JsonObject): Question | Message {
  const id = idOf(question_id);
  if (id === undefined) return say('record.noId', { field: 'question_id' });
  if (typeof category !== 'string') return say('record.noText', { field: 'category' });
  if (!isTexts(turns)) return say('record.noTexts', { field: 'turns' });
  return {
    id,
    category,
    turns,
    temperature: typeof required_temperature === 'number' ? required_temperature : undefined,
  };
}

/** FastChat numbers its questions; others name them. */
export function idOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((turn) => typeof turn === 'string');
}
