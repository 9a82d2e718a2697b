import { isUtf8 } from 'node:buffer';
import { fault } from '../../../messages/say';
import { isObject } from '../../formats/format';
import { storedMember, tableElements, widenObject, type ObjectShape } from './columnShape';
import { ParquetOutput } from './parquetOutput';

/** A row as JSON. */
export interface NumberedRow {
  readonly bytes: Buffer;
  /** From 1, in the file that it comes from. */
  readonly rowNumber: number;
}

type ReadRows = () => AsyncIterable<readonly NumberedRow[]>;

/** Of a row group, which is in memory as a whole. */
const MOST_ROWS = 10_000;
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * Writes rows of JSON as Parquet, with the columns that they need: texts, numbers, truth values, lists and objects of
 * these. What a row lacks is null.
 * @param read the rows in their order, a few at a time; called twice
 * @returns how many rows were written
 * @throws DeitaError `outputFailed` for rows and values that have no column, and what `read` throws
 */
export async function writeDerivedParquet(
  read: ReadRows,
  out: (bytes: Uint8Array) => Promise<void>,
  onProgress: (rows: number) => void = () => undefined,
): Promise<number> {
  const shape = await shapeOf(read());
  const output = new ParquetOutput(tableElements(shape), out);
  let written = 0;
  await output.write(async () => {
    for await (const group of groupsOf(read())) {
      await output.addGroup(columnsOf(shape, group), group.length);
      written += group.length;
      onProgress(written);
    }
    await output.finish();
  }, undefined);
  return written;
}

async function shapeOf(rows: AsyncIterable<readonly NumberedRow[]>): Promise<ObjectShape> {
  const shape: ObjectShape = { kind: 'object', members: new Map() };
  for await (const batch of rows) {
    for (const row of batch) widenObject(shape, valueOf(row), { column: '', row: row.rowNumber });
  }
  return shape;
}

function columnsOf({ members }: ObjectShape, group: readonly NumberedRow[]): ReadonlyMap<string, unknown[]> {
  const values = group.map(valueOf);
  return new Map(
    [...members].map(([name, member]) => [name, values.map((value) => storedMember(member, value, name))]),
  );
}

function valueOf({ bytes, rowNumber }: NumberedRow): Readonly<Record<string, unknown>> {
  const value = isUtf8(bytes) ? parsed(bytes.toString('utf8')) : undefined;
  if (!isObject(value)) throw fault('noColumnsOfRow', { row: String(rowNumber) });
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function* groupsOf(rows: AsyncIterable<readonly NumberedRow[]>): AsyncGenerator<readonly NumberedRow[]> {
  let group: NumberedRow[] = [];
  let bytes = 0;
  for await (const batch of rows) {
    for (const row of batch) {
      group.push(row);
      bytes += row.bytes.length;
      if (group.length < MOST_ROWS && bytes < MOST_BYTES) continue;
      yield group;
      group = [];
      bytes = 0;
    }
  }
  if (group.length > 0) yield group;
}
