import type { Message } from '../../common/message';
import { isObject, type JsonObject } from '../../dataset/formats/format';
import { say } from '../../messages/say';
import { readRecords, type Records } from '../records';
import { idOf, isTexts } from './questions';

/** A line of FastChat's `reference_answer/MODEL.jsonl`: what a right answer to each turn is. */
export interface Reference {
  readonly id: string;
  readonly turns: readonly string[];
}

/** @throws DeitaError `fileNotFound`, `fileUnreadable` */
export function readReferences(file: string): Promise<Records<Reference>> {
  return readRecords(file, referenceOf);
}

function referenceOf({ question_id, choices }: JsonObject): Reference | Message {
  const id = idOf(question_id);
  if (id === undefined) return say('record.noId', { field: 'question_id' });
  const first: unknown = Array.isArray(choices) ? choices[0] : undefined;
  const turns = isObject(first) ? first.turns : undefined;
  return isTexts(turns) ? { id, turns } : say('record.noTexts', { field: 'choices[0].turns' });
}
