import type { FieldMapping } from '../conversation';
import { alpaca } from './alpaca';
import { ShapeError, type JsonObject, type RowFormat } from './format';
import { instructionResponse } from './instructionResponse';
import { mappedFields } from './mappedFields';
import { openAiMessages } from './openAiMessages';
import { promptCompletion } from './promptCompletion';
import { questionAnswer } from './questionAnswer';
import { shareGpt } from './shareGpt';

/** Every format that is known, the most telling first: a row is read by the first that fits it. */
const FORMATS: readonly RowFormat[] = [
  shareGpt,
  openAiMessages,
  alpaca,
  promptCompletion,
  questionAnswer,
  instructionResponse,
];

/** The formats to try on each row; a mapping given by the user comes first. */
export function formatsFor(fields: FieldMapping | undefined): readonly RowFormat[] {
  return fields === undefined ? FORMATS : [mappedFields(fields), ...FORMATS];
}

/** @throws ShapeError when none fits */
export function formatOf(row: JsonObject, formats: readonly RowFormat[]): RowFormat {
  const format = formats.find((candidate) => candidate.fits(row));
  if (format !== undefined) return format;
  throw new ShapeError('wrongShape', [], `${describeKeys(row)}; ${EXPECTED}`);
}

const EXPECTED =
  'expected "conversations", "messages", "instruction", "prompt" or "question". Map other keys with deita.fields.';

function describeKeys(row: JsonObject): string {
  const keys = Object.keys(row);
  if (keys.length === 0) return 'Found an empty object';
  const shown = keys.slice(0, 6).map((key) => JSON.stringify(key.slice(0, 40)));
  return `Found the keys ${shown.join(', ')}${keys.length > shown.length ? ', …' : ''}`;
}
