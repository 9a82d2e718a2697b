import type { SchemaElement } from 'hyparquet';
import type { DeitaError } from '../../../common/errors';
import type { MessageArgument } from '../../../common/message';
import { fault, say } from '../../../messages/say';

/** What a column holds; `null` while only nulls were seen. */
export type ColumnShape = TextShape | NumberShape | YesOrNoShape | ListShape | ObjectShape | null;

interface TextShape {
  readonly kind: 'text';
}

interface YesOrNoShape {
  readonly kind: 'yesOrNo';
}

interface NumberShape {
  readonly kind: 'number';
  /** Whether every number was whole. */
  isWhole: boolean;
}

interface ListShape {
  readonly kind: 'list';
  member: ColumnShape;
}

export interface ObjectShape {
  readonly kind: 'object';
  readonly members: Map<string, ColumnShape>;
}

/** Where a value stands. */
interface Place {
  /** Such as "messages.content". */
  readonly column: string;
  /** From 1. */
  readonly row: number;
}

/** Far more than any dataset has fields; objects whose keys are data have as many as there are rows. */
const MOST_COLUMNS = 2000;
const HALF_CHARACTER = /\p{Surrogate}/u;

/**
 * Widens what a column holds by a value.
 * @throws DeitaError `outputFailed` for values that no column of Parquet holds, or not beside those before
 */
export function widened(shape: ColumnShape, value: unknown, place: Place): ColumnShape {
  if (value === null) return shape;
  const found = shape ?? newShape(value);
  if (found.kind !== newShape(value).kind) {
    throw fault('mixedColumn', { ...words(place), first: kindWord(found), other: kindWord(newShape(value)) });
  }
  if (found.kind === 'text' && HALF_CHARACTER.test(value as string)) throw noColumn(place, say('value.halfCharacter'));
  if (found.kind === 'number') widenNumber(found, value as number, place);
  else if (found.kind === 'list') {
    for (const member of value as readonly unknown[]) found.member = widened(found.member, member, place);
  } else if (found.kind === 'object') widenObject(found, value as Readonly<Record<string, unknown>>, place);
  return found;
}

/** @throws DeitaError as `widened` */
export function widenObject({ members }: ObjectShape, value: object, { column, row }: Place): void {
  const entries = Object.entries(value);
  for (const [key, member] of entries) {
    const place = { column: column === '' ? key : `${column}.${key}`, row };
    members.set(key, widened(members.get(key) ?? null, member, place));
  }
  if (members.size > MOST_COLUMNS) throw fault('tooManyColumns', { most: MOST_COLUMNS });
  // Parquet has no object without members; nulls in their place would make another row of it.
  if (entries.length === 0) throw noColumn({ column, row }, say('value.empty'));
}

function widenNumber(shape: NumberShape, value: number, place: Place): void {
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw noColumn(place, say('value.longNumber'));
  shape.isWhole &&= Number.isInteger(value);
}

function newShape(value: unknown): Exclude<ColumnShape, null> {
  if (Array.isArray(value)) return { kind: 'list', member: null };
  if (typeof value === 'string') return { kind: 'text' };
  if (typeof value === 'number') return { kind: 'number', isWhole: true };
  return typeof value === 'boolean' ? { kind: 'yesOrNo' } : { kind: 'object', members: new Map() };
}

const KIND_WORDS = {
  text: 'values.texts',
  number: 'values.numbers',
  yesOrNo: 'values.yesOrNo',
  list: 'values.lists',
  object: 'values.objects',
} as const;

function kindWord({ kind }: Exclude<ColumnShape, null>): MessageArgument {
  return say(KIND_WORDS[kind]);
}

function noColumn(place: Place, why: MessageArgument): DeitaError {
  return fault('noColumn', { ...words(place), why });
}

function words({ column, row }: Place): { readonly column: MessageArgument; readonly row: string } {
  return { column: column === '' ? say('wholeRow') : `"${column}"`, row: String(row) };
}

/** The elements of a column, its own first. Every value may be missing. */
function elementsOf(name: string, shape: ColumnShape): SchemaElement[] {
  const own = { name, repetition_type: 'OPTIONAL' } as const;
  if (shape === null || shape.kind === 'text') {
    return [{ ...own, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } }];
  }
  if (shape.kind === 'yesOrNo') return [{ ...own, type: 'BOOLEAN' }];
  if (shape.kind === 'number') return [{ ...own, type: shape.isWhole ? 'INT64' : 'DOUBLE' }];
  if (shape.kind === 'list') {
    return [
      { ...own, num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      ...elementsOf('element', shape.member),
    ];
  }
  return [{ ...own, num_children: shape.members.size }, ...membersOf(shape)];
}

/** The elements of a table whose rows have a shape. */
export function tableElements(shape: ObjectShape): SchemaElement[] {
  return [{ name: 'schema', num_children: shape.members.size }, ...membersOf(shape)];
}

function membersOf({ members }: ObjectShape): SchemaElement[] {
  return [...members].flatMap(([name, member]) => elementsOf(name, member));
}

/** A member of a row as its column stores it; null where it has none of its own: all objects inherit a `constructor`. */
export function storedMember(shape: ColumnShape, value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? storedValue(shape, (value as Readonly<Record<string, unknown>>)[key]) : null;
}

/** A value as a column stores it: whole numbers as the 64 bits that they have there. */
function storedValue(shape: ColumnShape, value: unknown): unknown {
  if (value === null || shape === null) return null;
  if (shape.kind === 'number') return shape.isWhole ? BigInt(value as number) : value;
  if (shape.kind === 'list') return (value as readonly unknown[]).map((member) => storedValue(shape.member, member));
  if (shape.kind !== 'object') return value;
  return Object.fromEntries(
    [...shape.members].map(([key, member]) => [key, storedMember(member, value as object, key)]),
  );
}
