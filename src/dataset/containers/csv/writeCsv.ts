import { throwIfAborted } from '../../../common/errors';
import { grownArray } from '../../../common/grownArray';
import type { ByteSource } from '../../byteSource';
import type { WritingOptions } from '../packing';
import { recordsOf } from './fileRecords';

const ROWS_AT_ONCE = 1000;
const FIRST_CAPACITY = 4096;

/** As `RowsWriter`, from wherever the text of the table is. */
export interface CsvWriter {
  readonly endings: readonly string[];
  write(
    source: ByteSource,
    rowIndexes: readonly number[],
    out: (bytes: Uint8Array) => Promise<void>,
    options: WritingOptions,
  ): Promise<void>;
}

/** Writes the header and the rows of a table byte for byte, each with the line end of the header. */
export function csvWriter(delimiter: string): CsvWriter {
  return {
    endings: delimiter === '\t' ? ['tsv', 'tab'] : ['csv'],
    write: (reader, rowIndexes, out, options) => write(reader, delimiter, rowIndexes, out, options),
  };
}

async function write(
  reader: ByteSource,
  delimiter: string,
  rowIndexes: readonly number[],
  out: (bytes: Uint8Array) => Promise<void>,
  options: WritingOptions,
): Promise<void> {
  const { starts, ends } = await recordPlaces(reader, delimiter, options);
  const headerEnd = ends[0] ?? 0;
  const lineEnd = lineEndOf(await reader.readInto(Buffer.alloc(2), headerEnd));
  const [header] = await reader.readAll([{ start: 0, end: headerEnd }]);
  await out(Buffer.concat([header as Buffer, lineEnd]));
  for (let from = 0; from < rowIndexes.length; from += ROWS_AT_ONCE) {
    throwIfAborted(options.signal);
    const rows = rowIndexes.slice(from, from + ROWS_AT_ONCE);
    const places = rows.map((row) => ({ start: starts[row + 1] ?? 0, end: ends[row + 1] ?? 0 }));
    for (const bytes of await reader.readAll(places)) await out(Buffer.concat([bytes, lineEnd]));
    options.onProgress(from + rows.length);
  }
}

interface RecordPlaces {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/** Where the records of the file lie, the header first. */
async function recordPlaces(reader: ByteSource, delimiter: string, { signal }: WritingOptions): Promise<RecordPlaces> {
  let starts = new Float64Array(FIRST_CAPACITY);
  let ends = new Float64Array(FIRST_CAPACITY);
  let count = 0;
  for await (const records of recordsOf(reader, { signal, onProgress: () => undefined }, delimiter)) {
    for (const { start, bytes } of records) {
      if (count === starts.length) [starts, ends] = [grownArray(starts, count + 1), grownArray(ends, count + 1)];
      starts[count] = start;
      ends[count++] = start + bytes.length;
    }
  }
  return { starts, ends };
}

function lineEndOf(bytes: Buffer): Buffer {
  const [lineEnd = '\n'] = /^(\r\n|\r)/.exec(bytes.toString('latin1')) ?? [];
  return Buffer.from(lineEnd);
}
