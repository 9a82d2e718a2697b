import type { Message } from '../../common/message';
import { isObject, type JsonObject } from '../../dataset/formats/format';
import { say } from '../../messages/say';
import { readRecords, type Records } from '../records';
import { idOf, isTexts } from './questions';

/** A line of FastChat's `model_answer/MODEL.jsonl` or `reference_answer/MODEL.jsonl`. */
export interface WrittenAnswer {
  readonly id: string;
  /** As the file names it; undefined where it does not. */
  readonly model: string | undefined;
  /** What is answered to each turn; 1 or more. */
  readonly turns: readonly string[];
}

/** @throws DeitaError `fileNotFound`, `fileUnreadable` */
export function readWrittenAnswers(file: string): Promise<Records<WrittenAnswer>> {
  return readRecords(file, answerOf);
}

function answerOf({ question_id, model_id, choices }: JsonObject): WrittenAnswer | Message {
  const id = idOf(question_id);
  if (id === undefined) return say('record.noId', { field: 'question_id' });
  const first: unknown = Array.isArray(choices) ? choices[0] : undefined;
  const turns = isObject(first) ? first.turns : undefined;
  const model = typeof model_id === 'string' && model_id !== '' ? model_id : undefined;
  return isTexts(turns) ? { id, model, turns } : say('record.noTexts', { field: 'choices[0].turns' });
}
