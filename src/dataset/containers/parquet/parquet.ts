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
  version: 4,
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
      yield { message, rows: hasCredibleRows(group) ? Math.max(1, left) : 1 };
    }
    options.onProgress(endOfGroup(group));
  }
  const [named, found] = [Number(metadata.num_rows), groups.reduce((sum, group) => sum + Number(group.num_rows), 0)];
  if (found < named) {
    yield { message: `The Parquet file is damaged: it has ${named} rows, and its row groups have ${found}.`, rows: 1 };
  }
}

/** Whether a row group may have as many rows as it says: none of its columns has fewer values, of which null is one. */
function hasCredibleRows({ num_rows: rows, columns }: RowGroup): boolean {
  const most = columns.map(({ meta_data: column }) => Number(column?.num_values ?? MOST_ROWS_OF_GROUP));
  return Number(rows) <= Math.min(MOST_ROWS_OF_GROUP, ...most);
}

/** Where the last of its columns ends. */
function endOfGroup({ columns }: RowGroup): number {
  return Math.max(
    ...columns.map(({ meta_data: column }) =>
      column === undefined ? 0 : Number(column.data_page_offset) + Number(column.total_compressed_size),
    ),
  );
}
