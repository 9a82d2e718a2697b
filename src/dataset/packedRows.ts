import type { Message } from '../common/message';
import { isObject, isTextList, nestedJson, type JsonObject } from './formats/format';
import { INSTRUCTION_KEYS, LISTS } from './formats/keys';
import { isMessage } from './formats/message';
import { plainlySpelled } from './formats/spellings';

/** Rows that an object holds without a place of its own in the file for each, and the keys that lead to them. */
export type PackedRows =
  | { readonly kind: 'columns'; readonly path: readonly string[]; readonly columns: Columns }
  /** A list of texts, or one text with the list, in which each row is JSON. */
  | { readonly kind: 'texts' | 'text'; readonly path: readonly string[] };

/** The columns of a table, and how many rows they make. */
export interface Columns {
  /** As the file spells them; the first is that of the instructions. */
  readonly keys: readonly string[];
  readonly count: number;
  /** Whether each column is an object by row number, as pandas writes it, and no list. */
  readonly isByNumber: boolean;
}

type IsRow = (value: unknown) => boolean;

/** Under these an object keeps its own conversation, never other rows. */
const CONVERSATION_KEYS = /^(conversations?|messages|turns|dialog(ue)?s?|chats?|contents|history)$/i;
/** They say who speaks, so that their columns, and lists of their objects, are conversations. */
const SPEAKERS = ['user', 'human'];
const MOST_DEPTH = 3;
const MOST_LOOKED_AT = 20;

/** Whether a value is a row, by what keeps its bytes from being one. */
export function rowTest(problemOf: (bytes: Buffer) => Message | null): IsRow {
  return (value) => problemOf(Buffer.from(JSON.stringify(value))) === null;
}

export function isConversationKey(key: string | undefined): boolean {
  return CONVERSATION_KEYS.test(key ?? '');
}

/** The rows without which an object would be no row; undefined where it is a row in its own right, or holds none. */
export function packedRowsIn(value: unknown, isRow: IsRow): PackedRows | undefined {
  return isObject(value) ? packedIn(value, [], isRow) : undefined;
}

function packedIn(value: JsonObject, path: readonly string[], isRow: IsRow): PackedRows | undefined {
  const isNeeded = (key: string): boolean => !isRow(without(value, key));
  const columns = columnsOf(value);
  if (columns !== undefined && isNeeded(columns.keys[0] as string)) return { kind: 'columns', path, columns };
  for (const [key, member] of Object.entries(value)) {
    const kind = textsOf(member, isConversationKey(key) ? (row) => isRow(row) && holdsMessages(row) : isRow);
    if (kind !== undefined && isNeeded(key)) return { kind, path: [...path, key] };
    const inner = isObject(member) && path.length < MOST_DEPTH ? packedIn(member, [...path, key], isRow) : undefined;
    if (inner !== undefined && isNeeded(key)) return inner;
  }
  return undefined;
}

/** Whether a list holds rows, some list several of them, and no conversation; it may hold them in further lists. */
export function holdsListsOfRows(list: readonly unknown[], isRow: IsRow): boolean {
  const inner = list.filter((element) => element !== null);
  return (
    inner.length > 0 && inner.every(Array.isArray) && inner.some((rows) => holdsRowsSomewhere(rows as unknown[], isRow))
  );
}

function holdsRowsSomewhere(list: readonly unknown[], isRow: IsRow): boolean {
  return holdsListsOfRows(list, isRow) || holdsRows(list, isRow);
}

/** Whether a list holds rows, several of them, and no messages. */
export function holdsRows(list: readonly unknown[], isRow: IsRow): boolean {
  return list.length > 1 && list.slice(0, MOST_LOOKED_AT).every((row) => isObject(row) && !speaks(row) && isRow(row));
}

/** A conversation may consist of objects that are rows by themselves, but not of conversations. */
function holdsMessages(row: unknown): boolean {
  return isObject(row) && LISTS.some(({ key }) => Array.isArray(row[key]));
}

function speaks(value: JsonObject): boolean {
  return isMessage(value) || SPEAKERS.some((key) => plainlySpelled(value).value[key] !== undefined);
}

function without(value: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
}

/** A column of instructions, and others as long. */
function columnsOf(value: JsonObject): Columns | undefined {
  const { value: spelled, spellings } = plainlySpelled(value);
  const instruction = INSTRUCTION_KEYS.find((key) => !SPEAKERS.includes(key) && isColumnOfTexts(spelled[key]));
  if (instruction === undefined) return undefined;
  const column = spelled[instruction];
  const [count, isByNumber] = [cellsOf(column)?.length ?? 0, !Array.isArray(column)];
  const others = Object.keys(spelled).filter(
    (key) =>
      key !== instruction && cellsOf(spelled[key])?.length === count && !Array.isArray(spelled[key]) === isByNumber,
  );
  if (others.length === 0) return undefined;
  return { keys: [instruction, ...others].map((key) => spellings?.get(key) ?? key), count, isByNumber };
}

function isColumnOfTexts(value: unknown): boolean {
  const cells = cellsOf(value) ?? [];
  const least = Array.isArray(value) ? 2 : 1; // A list of one text is as good as the text.
  return cells.length >= least && isTextList(cells.filter((cell) => cell !== null));
}

function cellsOf(column: unknown): readonly unknown[] | undefined {
  if (Array.isArray(column)) return column as unknown[];
  if (!isObject(column) || !Object.keys(column).every((key) => /^\d+$/.test(key))) return undefined;
  return Object.values(column);
}

function textsOf(value: unknown, isRow: IsRow): 'texts' | 'text' | undefined {
  const isPacked = (rows: readonly unknown[]): boolean =>
    rows.length > 0 && rows.slice(0, MOST_LOOKED_AT).every((row) => isObject(row) && !isMessage(row) && isRow(row));
  if (isTextList(value)) return isPacked(value.map(nestedJson)) ? 'texts' : undefined;
  const list = nestedJson(value);
  return Array.isArray(list) && isPacked(list) ? 'text' : undefined;
}
