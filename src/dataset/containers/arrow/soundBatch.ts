import type { Table } from '@uwdata/flechette';

type Numbers = ArrayLike<number | bigint>;

/** What the library's batches have, which kind of column they may be of. */
interface AnyBatch {
  readonly length: number;
  readonly values?: ArrayLike<unknown>;
  readonly offsets?: Numbers;
  readonly sizes?: Numbers;
  readonly children?: readonly AnyBatch[];
  /** Values per row, of a list of fixed length. */
  readonly stride?: number;
}

/** More rows than any writer puts into a batch. */
const MOST_ROWS = 50_000_000;

/**
 * Looks whether the lengths in a batch lead nowhere beyond it, which the library does not: a damaged one would make it
 * gather values until the memory is full.
 * @throws Error where the batch is damaged
 */
export function assertSoundTable(table: Table): void {
  if (!(table.numRows >= 0) || table.numRows > MOST_ROWS) throw damaged();
  for (const { data } of table.children) for (const batch of data) assertSound(batch, table.numRows);
}

/** @param least how many values those who refer to the batch will ask for */
function assertSound(batch: AnyBatch, least: number): void {
  const { length, values, offsets, sizes, children } = batch;
  if (!(length >= least) || length > MOST_ROWS) throw damaged();
  const content = children?.[0]?.length ?? values?.length ?? 0;
  if (offsets !== undefined && sizes !== undefined) assertWithin(offsets, sizes, length, content);
  else if (offsets !== undefined && length > 0) assertAscending(offsets, length, content);
  else if (values !== undefined && children === undefined && length > 8 * values.length) throw damaged(); // Bits, at the least.
  const perRow = batch.stride ?? (offsets === undefined ? 1 : 0);
  for (const child of children ?? []) assertSound(child, perRow * length);
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

function damaged(): Error {
  return new Error('a batch is damaged');
}
