import { parquetSchema, type FileMetaData, type RowGroup, type SchemaElement, type SchemaTree } from 'hyparquet';
import { distinctNames } from '../distinctNames';

type Path = readonly string[];

/**
 * Where the columns of a file are in the schema that they are read by: new paths by `keyOf` of the ones in the file, those
 * of columns with the same names in their order.
 */
type NewPaths = Map<string, Path[]>;

/**
 * What a file says of its columns, with lists and maps of older writers put as the format has them today: the library
 * knows no list of objects without a level of its own, no map by its former name, and no other names of a map's parts. Of
 * columns beside each other that have the same name, which it would take for one, the later ones get another.
 */
export function withPresentNesting(metadata: FileMetaData): FileMetaData {
  const paths: NewPaths = new Map();
  const schema = elementsOf(parquetSchema(metadata), [], paths);
  const groups = metadata.row_groups.map((group) => ({ ...group, columns: withNewPaths(group.columns, paths) }));
  return { ...metadata, schema, row_groups: groups };
}

function withNewPaths(columns: RowGroup['columns'], paths: NewPaths): RowGroup['columns'] {
  const seen = new Map<string, number>();
  return columns.map((column) => {
    const { meta_data: own } = column;
    if (own === undefined) return column;
    const key = keyOf(own.path_in_schema);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    const path = paths.get(key)?.[before];
    return path === undefined ? column : { ...column, meta_data: { ...own, path_in_schema: [...path] } };
  });
}

/** The elements of a schema, without what the library refuses to read: such values are read as the bytes that they are. */
export function withoutUnknownMeaning(schema: readonly SchemaElement[]): SchemaElement[] {
  const isUnknown = ({ converted_type: meaning }: SchemaElement): boolean =>
    meaning === 'BSON' || meaning === 'INTERVAL';
  return schema.map((element) => (isUnknown(element) ? withoutMeaning(element) : element));
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

/** @param path where the column is in the new schema */
function elementsOf(column: SchemaTree, path: Path, paths: NewPaths): SchemaElement[] {
  const { element, children } = column;
  if (element.repetition_type === 'REPEATED') return bareListOf(column, path, paths);
  const [only] = children.length === 1 ? children : [];
  if (only?.element.repetition_type === 'REPEATED') {
    if (isMap(element) && only.children.length === 2) return mapOf(column, only, path, paths);
    if (isList(element)) return listOf(column, only, path, paths);
  }
  if (children.length > 0) {
    const names = distinctNames(children.map((child) => child.element.name));
    return [
      element,
      ...children.flatMap((child, at) => {
        const name = names[at] as string;
        return elementsOf({ ...child, element: { ...child.element, name } }, [...path, name], paths);
      }),
    ];
  }
  const key = keyOf(column.path);
  paths.set(key, [...(paths.get(key) ?? []), path]);
  return [element];
}

function isList({ converted_type: meaning, logical_type: logical }: SchemaElement): boolean {
  return meaning === 'LIST' || logical?.type === 'LIST';
}

function isMap({ converted_type: meaning, logical_type: logical }: SchemaElement): boolean {
  return meaning === 'MAP' || meaning === 'MAP_KEY_VALUE' || logical?.type === 'MAP';
}

function listOf({ element }: SchemaTree, repeated: SchemaTree, path: Path, paths: NewPaths): SchemaElement[] {
  const list: SchemaElement = { ...element, converted_type: 'LIST' };
  if (isMember(repeated, element.name)) return [list, ...membersOf(repeated, path, paths)];
  const { element: level, children } = repeated;
  const [member] = children as [SchemaTree];
  return [list, level, ...elementsOf(member, [...path, level.name, member.element.name], paths)];
}

/** What is repeated without being in a list, as protocol buffers have it, is a list that is never missing. */
function bareListOf(repeated: SchemaTree, path: Path, paths: NewPaths): SchemaElement[] {
  const { name } = repeated.element;
  return [
    { name, repetition_type: 'REQUIRED', num_children: 1, converted_type: 'LIST' },
    ...membersOf(repeated, path, paths),
  ];
}

/** The level that a list lacks, and what is repeated as its members, none of which is missing. */
function membersOf(repeated: SchemaTree, path: Path, paths: NewPaths): SchemaElement[] {
  const element: SchemaElement = { ...repeated.element, name: 'element', repetition_type: 'REQUIRED' };
  return [
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    ...elementsOf({ ...repeated, element }, [...path, 'list', element.name], paths),
  ];
}

/** Whether what is repeated in a list is its member, by the rules that the format has for lists of older writers. */
function isMember({ element, children }: SchemaTree, list: string): boolean {
  const [only] = children.length === 1 ? children : [];
  if (only === undefined || only.element.repetition_type === 'REPEATED') return true;
  return element.name === 'array' || element.name === `${list}_tuple`;
}

function mapOf({ element }: SchemaTree, repeated: SchemaTree, path: Path, paths: NewPaths): SchemaElement[] {
  const [key, value] = repeated.children.map((child, at) => {
    const name = at === 0 ? 'key' : 'value';
    return elementsOf({ ...child, element: { ...child.element, name } }, [...path, repeated.element.name, name], paths);
  }) as [SchemaElement[], SchemaElement[]];
  return [{ ...element, converted_type: 'MAP' }, repeated.element, ...key, ...value];
}

/** A column as it is stored. Of lists and maps the meaning stays: their values are put together by it. */
export function withoutMeaning(element: SchemaElement): SchemaElement {
  if (element.type === undefined) return element;
  const { name, type, type_length: typeLength, repetition_type: repetition, field_id: fieldId } = element;
  return {
    name,
    type,
    ...(typeLength === undefined ? {} : { type_length: typeLength }),
    ...(repetition === undefined ? {} : { repetition_type: repetition }),
    ...(fieldId === undefined ? {} : { field_id: fieldId }),
  };
}
