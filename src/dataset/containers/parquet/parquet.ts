import { parquetMetadataAsync, parquetSchema, type AsyncBuffer, type FileMetaData, type SchemaTree } from 'hyparquet';
import { messageOf, throwIfAborted } from '../../../common/errors';
import type { FileReader } from '../../fileReader';
import type { MissingRows, Packing, UnpackingOptions } from '../packing';
import { rowsOfGroup } from './rowGroups';

const MAGIC = 'PAR1';
/** A row group that says it has more is damaged, and nobody would go through so many rows that cannot be read. */
const MOST_ROWS_OF_GROUP = 10_000_000;

/** Row groups are read one after another, their columns page by page, and each row becomes a line of JSON. */
export const parquet: Packing = {
  name: 'Parquet',
  version: 1,
  hasLines: false,
  isRewritten: true,
  unpack,
};

async function* unpack(reader: FileReader, options: UnpackingOptions): AsyncGenerator<Uint8Array | MissingRows> {
  let footer: Footer;
  try {
    footer = await readFooter(reader);
  } catch (error) {
    yield { message: messageOf(error), rows: 1 };
    return;
  }
  const { schema, groups } = footer;
  for (const [at, group] of groups.entries()) {
    throwIfAborted(options.signal);
    let left = Number(group.num_rows);
    try {
      for await (const rows of rowsOfGroup(reader, schema, group)) {
        yield Buffer.from(`${rows.join('\n')}\n`);
        left -= rows.length;
        throwIfAborted(options.signal);
      }
    } catch (error) {
      throwIfAborted(options.signal);
      const message = `This row of row group ${at + 1} of ${groups.length} cannot be read: ${messageOf(error)}.`;
      yield { message, rows: left > MOST_ROWS_OF_GROUP || !(left > 0) ? 1 : left };
    }
    options.onProgress(endOfGroup(group));
  }
}

interface Footer {
  readonly schema: SchemaTree;
  readonly groups: FileMetaData['row_groups'];
}

async function readFooter(reader: FileReader): Promise<Footer> {
  const { size } = await reader.stat();
  const end = await reader.readInto(Buffer.alloc(MAGIC.length), Math.max(0, size - MAGIC.length));
  if (end.toString('latin1') === 'PARE') throw new Error('The Parquet file is encrypted. Decrypt it first.');
  if (end.toString('latin1') !== MAGIC) {
    throw new Error(
      'The Parquet file is cut off: it lacks its end, which says where the rows are. Get the file again.',
    );
  }
  try {
    const metadata = await parquetMetadataAsync(bufferOf(reader, size));
    return { schema: parquetSchema(metadata), groups: metadata.row_groups };
  } catch (error) {
    throw new Error(`The end of the Parquet file, which says where the rows are, is damaged: ${messageOf(error)}.`, {
      cause: error,
    });
  }
}

function bufferOf(reader: FileReader, byteLength: number): AsyncBuffer {
  return {
    byteLength,
    async slice(start, end = byteLength) {
      const length = end - start;
      if (!(length >= 0) || length > byteLength) throw new Error('it points outside the file');
      const bytes = await reader.readInto(Buffer.from(new ArrayBuffer(length)), start);
      return bytes.buffer.slice(0, bytes.length) as ArrayBuffer;
    },
  };
}

/** Where the last of its columns ends. */
function endOfGroup({ columns }: Footer['groups'][number]): number {
  return Math.max(
    ...columns.map(({ meta_data: column }) =>
      column === undefined ? 0 : Number(column.data_page_offset) + Number(column.total_compressed_size),
    ),
  );
}
