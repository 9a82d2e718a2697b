import { isUtf8 } from 'node:buffer';
import { isDeepStrictEqual } from 'node:util';
import { visit, type JSONPath } from 'jsonc-parser';
import type { RowEdits, TextEdits } from './conversation';
import { isObject, parsedJson } from './formats/format';

export interface EditedJson {
  readonly text: string;
  /** Pointers that lead to no string of the row; their texts are not in it. */
  readonly unplaced: readonly string[];
}

const ANY_ESCAPE = /\\u[0-9a-fA-F]{4}/;
const ONLY_ASCII = /^[\0-\x7f]*$/;
const BEYOND_ASCII = /[^\0-\x7f]/g;
const POINTER = /^(\/([^~/]|~[01])*)+$/;

/** Whether a text is a JSON Pointer of at least one step. */
export function isPointer(text: string): boolean {
  return POINTER.test(text);
}

/** The JSON Pointer of a place in a row. */
export function pointerOf(path: JSONPath): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The value that a pointer leads to; undefined where there is none. */
export function valueAt(row: unknown, pointer: string): unknown {
  let value = row;
  for (const step of stepsOf(pointer)) {
    const isThere = (Array.isArray(value) && /^(0|[1-9]\d*)$/.test(step)) || isObject(value);
    value = isThere && Object.hasOwn(value as object, step) ? (value as Record<string, unknown>)[step] : undefined;
  }
  return value;
}

/**
 * Puts new texts in place of strings of a row, and leaves every other character as it is: layout, numbers, escapes. A row
 * that is written in ASCII with escapes stays so.
 * @param json of one row
 */
export function withTexts(json: string, edits: TextEdits): EditedJson {
  const places = placesOf(json, edits);
  let text = '';
  let from = 0;
  for (const { pointer, start, end } of [...places].sort((a, b) => a.start - b.start)) {
    text += json.slice(from, start) + literalLike(json, edits[pointer] as string);
    from = end;
  }
  const placed = new Set(places.map(({ pointer }) => pointer));
  return { text: text + json.slice(from), unplaced: Object.keys(edits).filter((pointer) => !placed.has(pointer)) };
}

/** The bytes of a row with new texts; those of a row that is no JSON stay as they are. */
export function editedBytes(row: Buffer, edits: TextEdits): Buffer {
  return isUtf8(row) ? Buffer.from(withTexts(row.toString('utf8'), edits).text) : row;
}

/** Whether all new texts have a place in a row. */
export function havePlaces(row: Buffer, edits: TextEdits): boolean {
  return isUtf8(row) && withTexts(row.toString('utf8'), edits).unplaced.length === 0;
}

/** Rows whose texts become others, ascending. */
export function rowsWithOtherTexts(before: RowEdits, after: RowEdits): number[] {
  const rows = new Set([...before.keys(), ...after.keys()]);
  return [...rows].filter((row) => !isDeepStrictEqual(before.get(row), after.get(row))).sort((a, b) => a - b);
}

/** Where a string stands in the JSON of a row, quotes included; in UTF-16 units. */
interface Place {
  readonly pointer: string;
  readonly start: number;
  readonly end: number;
}

function placesOf(json: string, edits: TextEdits): Place[] {
  const row = parsedJson(json);
  const wanted = Object.keys(edits).filter((pointer) => typeof valueAt(row, pointer) === 'string');
  if (wanted.length === 0) return [];
  const depths = new Set(wanted.map((pointer) => stepsOf(pointer).length));
  const places = new Map<string, Place>();
  try {
    visit(json, {
      onLiteralValue: (_value, start, length, _line, _character, pathOf) => {
        const path = pathOf();
        if (!depths.has(path.length)) return;
        const pointer = pointerOf(path);
        // Of keys that are there twice the last counts, as wherever else rows are read.
        if (wanted.includes(pointer)) places.set(pointer, { pointer, start, end: start + length });
      },
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return []; // Nested too deep to be read at all.
  }
  return [...places.values()];
}

function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function literalLike(json: string, text: string): string {
  const literal = JSON.stringify(text);
  if (!ANY_ESCAPE.test(json) || !ONLY_ASCII.test(json)) return literal;
  return literal.replace(BEYOND_ASCII, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
