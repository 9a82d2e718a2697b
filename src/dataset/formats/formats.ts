import type { Message } from '../../common/message';
import { say } from '../../messages/say';
import type { Conversation, FieldMapping } from '../conversation';
import { ratedCandidates } from './candidates';
import { requireVerdict } from './comparison';
import { emptyInstruction } from './entries';
import { answeredPrompt, exchange, requireRequest } from './exchange';
import { isFilled, isObject, nestedJson, ShapeError, type JsonObject, type RowFormat } from './format';
import { INSTRUCTION_KEYS } from './keys';
import { mappedFields } from './mappedFields';
import { historyForms, looseLists, messageForms } from './messageForms';
import { pairs } from './pairs';
import { preferencePairs } from './preference';
import { preferenceTurns } from './preferenceTurns';
import { renderedText } from './renderedText';
import { RowReading } from './rowReading';
import { isBlank } from './spellings';

/** Every format that is known, the most telling first: a row is read by the first that fits it. */
const FORMATS: readonly RowFormat[] = [
  ...messageForms,
  exchange,
  answeredPrompt,
  preferenceTurns,
  preferencePairs,
  ratedCandidates,
  ...pairs,
  ...looseLists,
  ...historyForms,
  renderedText,
];

/** The formats to try on each row; a mapping given by the user comes first. */
export function formatsFor(fields: FieldMapping | undefined): readonly RowFormat[] {
  return fields === undefined ? FORMATS : [mappedFields(fields), ...FORMATS];
}

export interface FormattedRow {
  readonly formatName: string;
  readonly conversation: Conversation;
}

/** @throws ShapeError when no format fits, or what is there is not what its format needs */
export function readFormatted(row: RowReading, formats: readonly RowFormat[]): FormattedRow {
  const format = fitting(row, formats);
  if (format !== undefined) return { formatName: format.name, conversation: format.parse(row) };
  const inner = readWithin(row, formats);
  if (inner !== undefined) return inner;
  const nearest = formats.find((candidate) => candidate.almostFits?.(row) === true);
  if (nearest !== undefined) return { formatName: nearest.name, conversation: nearest.parse(row) };
  requireVerdict(row);
  requireRequest(row);
  requireInstruction(row);
  throw noFormat(row.source);
}

function fitting(row: RowReading, formats: readonly RowFormat[]): RowFormat | undefined {
  for (const format of row.formsAmong(formats)) if (format.fits(row)) return format;
  return undefined;
}

/** A row may stand in an object of its own, beside what is said about it: the only one that a format fits. */
function readWithin(row: RowReading, formats: readonly RowFormat[]): FormattedRow | undefined {
  const found = Object.keys(row.value).flatMap((key) => {
    const value = nestedJson(row.value[key]) ?? row.value[key];
    if (!isObject(value)) return [];
    const inner = RowReading.of(value, row.pathOf(key));
    const format = fitting(inner, formats);
    return format === undefined ? [] : [{ key, inner, format }];
  });
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) return undefined;
  const { key, inner, format } = only;
  const conversation = format.parse(inner);
  row.absorb(inner, key);
  return { formatName: `${format.name} in "${key}"`, conversation };
}

/** @throws ShapeError when the row has a key for its instruction and nothing under it */
function requireInstruction(row: RowReading): void {
  const isEmpty = (key: string): boolean => typeof row.value[key] === 'string' && isBlank(row.value[key]);
  const key = INSTRUCTION_KEYS.find(isEmpty);
  if (key !== undefined && row.firstOf(INSTRUCTION_KEYS.filter((name) => !isEmpty(name))) === undefined) {
    throw emptyInstruction(row.value[key] as string, row.pathOf(key));
  }
}

function noFormat(row: JsonObject): ShapeError {
  return new ShapeError('wrongShape', [], say('row.noForm', { found: keysOf(row), missing: missingIn(row) }), true);
}

/** What is there is said first: the form that was meant. */
function missingIn(row: JsonObject): Message {
  const instruction = INSTRUCTION_KEYS.find((key) => isFilled(row[key]));
  if (instruction !== undefined) return say('row.noResponse', { key: instruction });
  return typeof row.text === 'string' ? say('row.noMarkup') : say('row.noConversation');
}

function keysOf(row: JsonObject): Message {
  const keys = Object.keys(row);
  if (keys.length === 0) return say('row.emptyObject');
  const shown = keys.slice(0, 6).map((key) => JSON.stringify(key.slice(0, 40)));
  return say('row.keys', { keys: `${shown.join(', ')}${keys.length > shown.length ? ', …' : ''}` });
}
