import { parquetSchema, type FileMetaData, type SchemaElement, type SchemaTree } from 'hyparquet';
import { throwIfAborted } from '../../../common/errors';
import { fault } from '../../../messages/say';
import type { FileReader } from '../../fileReader';
import type { RowsWriter, WritingOptions } from '../packing';
import { readFooter } from './footer';
import { ParquetOutput } from './parquetOutput';
import { withoutMeaning } from './presentNesting';
import { slicesOfGroup } from './rowGroups';

/** Rows that are in memory at a time, and make a row group of the output. */
const ROWS_AT_ONCE = 10_000;

/** Writes rows with the columns, types and metadata of the file that they come from; lists of older writers as of today. */
export const parquetWriter: RowsWriter = { endings: ['parquet'], write };

/**
 * What the values mean is taken out of the schema while they are copied, so that none is converted and back: a
 * conversion would lose the parts of a microsecond and of large decimals.
 */
async function write(
  reader: FileReader,
  rowIndexes: readonly number[],
  out: (bytes: Uint8Array) => Promise<void>,
  options: WritingOptions,
): Promise<void> {
  const metadata = await readFooter(reader);
  const schema = parquetSchema(metadata);
  const keys = new Set(mapKeys(schema));
  const plain = {
    ...metadata,
    schema: metadata.schema.map((element) => (keys.has(element) ? element : withoutMeaning(element))),
  };
  const source = { metadata, schema: parquetSchema(plain) };
  const output = new ParquetOutput(plain.schema, out, metadata.key_value_metadata);
  await output.write(async () => {
    for (let from = 0; from < rowIndexes.length; from += ROWS_AT_ONCE) {
      const rows = rowIndexes.slice(from, from + ROWS_AT_ONCE);
      await output.addGroup(await columnsOf(reader, source, rows, options), rows.length);
      options.onProgress(from + rows.length);
    }
    await output.finish(metadata.schema);
  }, options.signal);
}

/** The values of some rows in their order, by column. */
async function columnsOf(
  reader: FileReader,
  { metadata, schema }: { readonly metadata: FileMetaData; readonly schema: SchemaTree },
  rowIndexes: readonly number[],
  { signal }: WritingOptions,
): Promise<ReadonlyMap<string, unknown[]>> {
  const columns = new Map(schema.children.map(({ element }) => [element.name, new Array<unknown>(rowIndexes.length)]));
  const wanted = rowIndexes.map((rowIndex, at) => ({ rowIndex, at })).sort((a, b) => a.rowIndex - b.rowIndex);
  let next = 0;
  let groupStart = 0;
  for (const group of metadata.row_groups) {
    const groupEnd = groupStart + Number(group.num_rows);
    let row = groupStart;
    groupStart = groupEnd;
    if (!((wanted[next]?.rowIndex ?? Infinity) < groupEnd)) continue;
    for await (const slice of slicesOfGroup(reader, schema, group)) {
      throwIfAborted(signal);
      for (
        let found = wanted[next];
        found !== undefined && found.rowIndex < row + slice.count;
        found = wanted[++next]
      ) {
        for (const [name, values] of slice.columns) {
          (columns.get(name) as unknown[])[found.at] = values[found.rowIndex - row];
        }
      }
      row += slice.count;
      if (!((wanted[next]?.rowIndex ?? Infinity) < groupEnd)) break;
    }
  }
  return columns;
}

/** Keys of maps, which are texts while the values are put together. */
function mapKeys({ element, children }: SchemaTree): SchemaElement[] {
  if (element.converted_type !== 'MAP' && element.logical_type?.type !== 'MAP') return children.flatMap(mapKeys);
  const [key, ...values] = children[0]?.children ?? [];
  if (key === undefined) return [];
  if (key.element.converted_type !== 'UTF8') {
    throw fault('noTextKeys', { column: element.name });
  }
  return [key.element, ...values.flatMap(mapKeys)];
}
