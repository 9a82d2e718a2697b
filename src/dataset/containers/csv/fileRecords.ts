import type { ByteSource } from '../../byteSource';
import { fileChunks } from '../fileChunks';
import type { MissingRows, UnpackingOptions } from '../packing';
import { CsvRecords, type CsvRecord } from './records';
import { withoutMark } from './tableShape';

/** The records of a file, chunk by chunk, the header among them. */
export async function* recordsOf(
  source: ByteSource,
  options: UnpackingOptions,
  delimiter: string,
): AsyncGenerator<Iterable<CsvRecord>> {
  for await (const records of recordsOfChunks(fileChunks(source, options), delimiter)) {
    if (!('said' in records)) yield records;
  }
}

/** The records of a text that comes in chunks. One that breaks off with the text is no record: its end is missing. */
export async function* recordsOfChunks(
  chunks: AsyncIterable<Uint8Array | MissingRows>,
  delimiter: string,
): AsyncGenerator<Iterable<CsvRecord> | MissingRows> {
  let scan: CsvRecords | undefined;
  let breaksOff = false;
  for await (const chunk of chunks) {
    breaksOff = 'said' in chunk;
    if ('said' in chunk) {
      yield chunk;
      continue;
    }
    const bytes = scan === undefined ? withoutMark(Buffer.from(chunk)) : chunk;
    scan ??= new CsvRecords(delimiter, chunk.length - bytes.length);
    yield scan.push(bytes);
  }
  if (scan !== undefined && !breaksOff) yield scan.end();
}
