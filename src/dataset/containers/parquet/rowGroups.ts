import type { DecodedArray, RowGroup, SchemaTree } from 'hyparquet';
import { assembleNested } from 'hyparquet/src/assemble.js';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { getTreePath } from 'hyparquet/src/schema.js';
import { say } from '../../../messages/say';
import type { FileReader } from '../../fileReader';
import { Damage } from '../damage';
import { NO_MEMBER } from '../jsonValues';
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
  const pathTo = pathsOf(schema);
  const columns = group.columns.map(({ meta_data: column, crypto_metadata: keys, file_path: elsewhere }) => {
    if (column === undefined || keys !== undefined) throw new Damage(say('damage.encryptedColumn'));
    if (elsewhere !== undefined) throw new Damage(say('damage.columnElsewhere', { file: elsewhere }));
    return new ColumnPages(reader, pathTo(column.path_in_schema), column);
  });
  schema.children.forEach(assertDistinct);
  for (let left = Number(group.num_rows); left > 0;) {
    let count = Math.min(left, MOST_ROWS);
    for (const column of columns) count = Math.min(count, await column.available());
    if (count === 0) throw new Damage(say('damage.fewerRows'));
    const leaves = leavesByName(columns, count);
    yield {
      count,
      columns: schema.children.map((child) => {
        const { name } = child.element;
        return [name, membersOf(child, leaves.get(name) ?? [])];
      }),
    };
    left -= count;
  }
  for (const column of columns) {
    if ((await column.available()) > 0) throw new Damage(say('damage.moreRows'));
  }
}

/** Finds the way to a leaf by a map: the library goes through all columns of the table for each. */
function pathsOf(schema: SchemaTree): (path: readonly string[]) => SchemaTree[] {
  const columns = new Map(schema.children.map((column) => [column.element.name, column]));
  return ([name = '', ...inside]) => {
    const column = columns.get(name);
    if (column === undefined) throw new Damage(say('damage.noColumn', { column: name }));
    return [schema, ...getTreePath(column, inside)];
  };
}

/** What a row group has in one leaf of the schema. */
interface Leaf {
  readonly path: readonly string[];
  readonly values: DecodedArray;
}

/** The next rows of every leaf, by the name of the column that it is in. */
function leavesByName(columns: readonly ColumnPages[], count: number): Map<string, Leaf[]> {
  const byName = new Map<string, Leaf[]>();
  for (const column of columns) {
    const { path } = column;
    const [name = ''] = path;
    const leaf = { path, values: column.take(count) };
    const others = byName.get(name);
    if (others === undefined) byName.set(name, [leaf]);
    else others.push(leaf);
  }
  return byName;
}

/** The values of a column with all that is inside of it. */
function membersOf(column: SchemaTree, leaves: readonly Leaf[]): ArrayLike<unknown> {
  const values = new Map<string, DecodedArray>(leaves.map((leaf) => [leaf.path.join('.'), leaf.values]));
  if (column.children.length > 0) assembleNested(values, column, DEFAULT_PARSERS);
  const assembled = values.get(column.element.name);
  if (assembled === undefined) throw new Damage(say('damage.noValues', { column: column.element.name }));
  return assembled;
}

/** Looks whether the library, which knows what is inside of a column by names with points between them, can tell it apart. */
function assertDistinct(column: SchemaTree): void {
  const inside = pathsIn(column);
  const { name } = column.element;
  if (new Set(inside.map((path) => path.join('.'))).size < inside.length) {
    throw new Damage(say('damage.sameNames', { column: name }));
  }
  if (inside.some((path) => path.slice(1).includes(NO_MEMBER))) {
    throw new Damage(say('damage.partName', { column: name, name: NO_MEMBER }));
  }
}

function pathsIn({ path, children }: SchemaTree): string[][] {
  return [path, ...children.flatMap(pathsIn)];
}
