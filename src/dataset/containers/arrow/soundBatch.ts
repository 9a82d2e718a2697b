import { Type, type Field, type Table } from '@uwdata/flechette';
import { say } from '../../../messages/say';
import { Damage } from '../damage';
import { NO_MEMBER } from '../jsonValues';

type Numbers = ArrayLike<number | bigint>;

/** What the library's batches have, which kind of column they may be of. */
export interface AnyBatch {
  readonly length: number;
  readonly type: { readonly typeId: number };
  readonly values?: ArrayLike<unknown>;
  /** null in unions that need none. */
  readonly offsets?: Numbers | null;
  readonly sizes?: Numbers;
  readonly children?: readonly AnyBatch[];
  /** Values per row, of a list of fixed length. */
  readonly stride?: number;
  /** Of texts and bytes by views: what those lie in that are longer than a view. */
  readonly data?: readonly Uint8Array[];
  /** Which of the children has a row's value, of unions. */
  readonly typeIds?: ArrayLike<number>;
  readonly typeMap?: Readonly<Record<number, number>>;
  /** Of batches that hold keys of it. */
  readonly dictionary?: { readonly length: number; readonly data: readonly AnyBatch[] };
  readonly validity?: Uint8Array;
  readonly nullCount: number;
}

/** More rows than any writer puts into a batch. */
export const MOST_ROWS = 50_000_000;
const VIEW_BYTES = 16;
/** Longer values lie outside of their view. */
const MOST_IN_VIEW = 12;

/**
 * Looks whether the lengths in a batch lead nowhere beyond it, which the library does not: a damaged one would make it
 * gather values until the memory is full, or have nothing where there was something.
 * @param table of one batch
 * @param rows that the batch says it has
 * @throws Error where the batch is damaged
 */
export function assertSoundTable(table: Table, rows: number): void {
  if (table.numRows !== rows || !(rows >= 0) || rows > MOST_ROWS) throw damaged();
  for (const { data } of table.children) {
    for (const batch of data as unknown as readonly AnyBatch[]) {
      // A table of one batch: with fewer rows than its columns have, it would lose some.
      if (batch.length !== rows) throw damaged();
      assertSound(batch, rows);
    }
  }
}

/**
 * Looks whether the objects of a table can have all members that it names.
 * @throws Error where two have the same name, of which the library would keep the last, or one has what none can have
 */
export function assertMembers(fields: readonly Field[]): void {
  for (const { name, type } of fields) {
    const children = 'children' in type ? type.children : [];
    const names = type.typeId === Type.Struct ? children.map((child) => child.name) : [];
    if (new Set(names).size < names.length) throw new Damage(say('damage.sameNames', { column: name }));
    if (names.includes(NO_MEMBER)) throw new Damage(say('damage.partName', { column: name, name: NO_MEMBER }));
    assertMembers(children);
  }
}

/** @param least how many values those who refer to the batch will ask for */
function assertSound(batch: AnyBatch, least: number): void {
  const { length, typeIds, type } = batch;
  if (!(length >= least) || length > MOST_ROWS) throw damaged();
  if (typeIds !== undefined) assertSoundUnion(batch, typeIds);
  else if (type.typeId === Type.RunEndEncoded) assertSoundRuns(batch);
  else assertSoundLayout(batch);
}

/** What is neither a union nor in runs. */
function assertSoundLayout(batch: AnyBatch): void {
  const { length, values, sizes, children, data, dictionary } = batch;
  const offsets = batch.offsets ?? undefined;
  const content = children?.[0]?.length ?? values?.length ?? 0;
  if (offsets !== undefined && sizes !== undefined) assertWithin(offsets, sizes, length, content);
  else if (offsets !== undefined && length > 0) assertAscending(offsets, length, content);
  else if (values !== undefined && children === undefined && length > 8 * values.length) throw damaged(); // Bits, at the least.
  if (data !== undefined) assertSoundViews(batch, data);
  if (dictionary !== undefined) assertSoundKeys(batch, dictionary.length);
  const perRow = batch.stride ?? (offsets === undefined ? 1 : 0);
  for (const child of children ?? []) assertSound(child, perRow * length);
}

/** Every row of a union has a child; of a dense one it says which of the child's values, too. */
function assertSoundUnion(
  { length, offsets, children = [], typeMap = {} }: AnyBatch,
  typeIds: ArrayLike<number>,
): void {
  const places = offsets ?? undefined;
  for (const child of children) assertSound(child, places === undefined ? length : 0);
  if (typeIds.length < length || (places !== undefined && places.length < length)) throw damaged();
  for (let row = 0; row < length; row++) {
    const child = children[typeMap[typeIds[row] as number] ?? -1];
    const place = places === undefined ? row : Number(places[row]);
    if (child === undefined || !(place >= 0 && place < child.length)) throw damaged();
  }
}

/** Runs end one after another, the last one at the last row or behind it. */
function assertSoundRuns({ length, children = [] }: AnyBatch): void {
  const [ends, values] = children;
  if (ends?.values === undefined || values === undefined) throw damaged();
  assertSound(ends, 0);
  assertSound(values, ends.length);
  let before = 0;
  for (let run = 0; run < ends.length; run++) {
    const end = Number(ends.values[run]);
    if (!(end > before)) throw damaged();
    before = end;
  }
  if (before < length) throw damaged();
}

function assertSoundViews(batch: AnyBatch, data: readonly Uint8Array[]): void {
  const { buffer, byteOffset, length } = batch.values as Uint8Array;
  const views = new DataView(buffer, byteOffset, length);
  for (let row = 0; row < batch.length; row++) {
    if (isNull(batch, row)) continue;
    const at = row * VIEW_BYTES;
    const bytes = views.getInt32(at, true);
    if (bytes >= 0 && bytes <= MOST_IN_VIEW) continue;
    const start = views.getInt32(at + 12, true);
    const within = data[views.getInt32(at + 8, true)]?.length ?? 0;
    if (bytes < 0 || start < 0 || start + bytes > within) throw damaged();
  }
}

function assertSoundKeys(batch: AnyBatch, dictionaryLength: number): void {
  for (let row = 0; row < batch.length; row++) {
    const key = Number(batch.values?.[row]);
    if (!isNull(batch, row) && !(key >= 0 && key < dictionaryLength)) throw damaged();
  }
}

function isNull({ nullCount, validity }: AnyBatch, row: number): boolean {
  if (nullCount === 0 || validity === undefined) return false;
  return ((validity[row >> 3] ?? 0) & (1 << (row & 7))) === 0;
}

function assertAscending(offsets: Numbers, length: number, content: number): void {
  let before = 0;
  for (let at = 0; at <= length; at++) {
    const offset = Number(offsets[at]);
    if (!(offset >= before) || offset > content) throw damaged();
    before = offset;
  }
}

function assertWithin(offsets: Numbers, sizes: Numbers, length: number, content: number): void {
  let total = 0;
  for (let at = 0; at < length; at++) {
    const [offset, size] = [Number(offsets[at]), Number(sizes[at])];
    total += size;
    if (!(offset >= 0) || !(size >= 0) || offset + size > content || total > MOST_ROWS) throw damaged();
  }
}

function damaged(): Damage {
  return new Damage(say('damage.batch'));
}
