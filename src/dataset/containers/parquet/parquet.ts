import { parquetSchema, type FileMetaData, type RowGroup } from 'hyparquet';
import { messageOf, throwIfAborted } from '../../../common/errors';
import type { FileReader } from '../../fileReader';
import type { MissingRows, Packing, UnpackingOptions } from '../packing';
import { linesOf } from '../tableRows';
import { readFooter } from './footer';
import { withoutUnknownMeaning } from './presentNesting';
import { slicesOfGroup } from './rowGroups';
import { parquetWriter } from './writeParquet';

/** A row group that says it has more is damaged, and nobody would go through so many rows that cannot be read. */
const MOST_ROWS_OF_GROUP = 10_000_000;

/** Row groups are read one after another, their columns page by page, and each row becomes a line of JSON. */
export const parquet: Packing = {
  name: 'Parquet',
  version: 3,
  hasLines: false,
  isRewritten: true,
  writer: parquetWriter,
  unpack,
};

async function* unpack(reader: FileReader, options: UnpackingOptions): AsyncGenerator<Uint8Array | MissingRows> {
  let metadata: FileMetaData;
  try {
    metadata = await readFooter(reader);
  } catch (error) {
    yield { message: messageOf(error), rows: 1 };
    return;
  }
  const schema = parquetSchema({ schema: withoutUnknownMeaning(metadata.schema) });
  const groups = metadata.row_groups;
  for (const [at, group] of groups.entries()) {
    throwIfAborted(options.signal);
    let left = Number(group.num_rows);
    try {
      for await (const { count, columns } of slicesOfGroup(reader, schema, group)) {
        const cells = columns.map(([name, values]) => ({ name, at: (row: number) => values[row] }));
        yield* linesOf(cells, { start: 0, end: count });
        left -= count;
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

/** Where the last of its columns ends. */
function endOfGroup({ columns }: RowGroup): number {
  return Math.max(
    ...columns.map(({ meta_data: column }) =>
      column === undefined ? 0 : Number(column.data_page_offset) + Number(column.total_compressed_size),
    ),
  );
}
