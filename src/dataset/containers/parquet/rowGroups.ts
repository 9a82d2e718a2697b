import type { DecodedArray, RowGroup, SchemaTree } from 'hyparquet';
import { assembleNested } from 'hyparquet/src/assemble.js';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import type { FileReader } from '../../fileReader';
import { ColumnPages } from './columnPages';

/** Few enough that making text of them does not hold the event loop. */
const MOST_ROWS = 256;

/** Some rows of a row group: of each column its name and its values. */
export interface RowSlice {
  readonly count: number;
  readonly columns: readonly (readonly [string, ArrayLike<unknown>])[];
}

/**
 * The rows of a row group, a few at a time.
 * @throws Error where a column is damaged, or of a kind that is not read
 */
export async function* slicesOfGroup(
  reader: FileReader,
  schema: SchemaTree,
  group: RowGroup,
): AsyncGenerator<RowSlice> {
  const columns = group.columns.map(({ meta_data: column, file_path: elsewhere }) => {
    if (column === undefined) throw new Error('a column is encrypted');
    if (elsewhere !== undefined) throw new Error(`a column is in another file, ${elsewhere}`);
    return new ColumnPages(reader, schema, column);
  });
  for (let left = Number(group.num_rows); left > 0;) {
    let count = Math.min(left, MOST_ROWS);
    for (const column of columns) count = Math.min(count, await column.available());
    if (count === 0) throw new Error('a column has fewer rows than the others');
    const leaves = new Map(columns.map((column) => [column.path, column.take(count)]));
    yield { count, columns: schema.children.map((child) => [child.element.name, membersOf(child, leaves)]) };
    left -= count;
  }
  for (const column of columns) {
    if ((await column.available()) > 0) throw new Error('a column has more rows than the row group');
  }
}

/** The values of a column with all that is inside of it. */
function membersOf(column: SchemaTree, leaves: ReadonlyMap<string, unknown[]>): ArrayLike<unknown> {
  const inside = [...leaves].filter(([path]) => path === column.path.join('.') || isInside(path, column));
  const values = new Map<string, DecodedArray>(inside);
  if (column.children.length > 0) assembleNested(values, column, DEFAULT_PARSERS);
  const assembled = values.get(column.element.name);
  if (assembled === undefined) throw new Error(`the column ${column.element.name} has no values`);
  return assembled;
}

function isInside(path: string, { path: outer }: SchemaTree): boolean {
  return path.startsWith(`${outer.join('.')}.`);
}
