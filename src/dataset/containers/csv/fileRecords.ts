import type { FileReader } from '../../fileReader';
import { fileChunks } from '../fileChunks';
import type { UnpackingOptions } from '../packing';
import { CsvRecords, type CsvRecord } from './records';
import { withoutMark } from './tableShape';

/** The records of a file, chunk by chunk, the header among them. */
export async function* recordsOf(
  reader: FileReader,
  options: UnpackingOptions,
  delimiter: string,
): AsyncGenerator<Iterable<CsvRecord>> {
  let scan: CsvRecords | undefined;
  for await (const chunk of fileChunks(reader, options)) {
    const bytes = scan === undefined ? withoutMark(chunk) : chunk;
    scan ??= new CsvRecords(delimiter, chunk.length - bytes.length);
    yield scan.push(bytes);
  }
  if (scan !== undefined) yield scan.end();
}
