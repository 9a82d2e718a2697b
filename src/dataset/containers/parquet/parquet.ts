import { parquetSchema, type FileMetaData, type RowGroup } from 'hyparquet';
import { throwIfAborted } from '../../../common/errors';
import { say } from '../../../messages/say';
import type { FileReader } from '../../fileReader';
import { damageOf, missingRow } from '../damage';
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
    yield missingRow(error);
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
      const place = { group: String(at + 1), groups: String(groups.length) };
      const said = say('parquet.rowOfGroup', { ...place, problem: damageOf(error) });
      yield { said, rows: hasCredibleRows(group) ? Math.max(1, left) : 1 };
    }
    options.onProgress(endOfGroup(group));
  }
  const [named, found] = [Number(metadata.num_rows), groups.reduce((sum, group) => sum + Number(group.num_rows), 0)];
  if (found < named) {
    yield { said: say('parquet.fewRows', { named: String(named), found: String(found) }), rows: 1 };
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
