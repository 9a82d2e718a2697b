import type { FileMetaData, SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';

type Columns = Readonly<Record<string, unknown[]>>;

const text = (name: string, repetition: 'REQUIRED' | 'OPTIONAL' | 'REPEATED'): SchemaElement => ({
  ...{ name, repetition_type: repetition, type: 'BYTE_ARRAY', converted_type: 'UTF8' },
});
const turn = [text('role', 'REQUIRED'), text('content', 'OPTIONAL')];
const list = (name: string, ...members: SchemaElement[]): SchemaElement[] => [
  { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
  { name: 'array', repetition_type: 'REPEATED', num_children: 1 },
  ...members,
];

/**
 * Lists and maps as `parquet-avro`, Hive and Thrift wrote them, and as protocol buffers have them: without a level for
 * the list, with other names. Levels and values are the same in either form, so that the rows are written in today's
 * and the schema is said in the older one.
 */
export function olderParquet(columns: Columns): Buffer {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: PRESENT, statistics: false });
  void writer.write({ columnData: Object.entries(columns).map(([name, data]) => ({ name, data })) });
  writer.schema = OLDER;
  for (const { columns: chunks } of (writer as unknown as Pick<FileMetaData, 'row_groups'>).row_groups) {
    for (const { meta_data: column } of chunks) {
      const path = column?.path_in_schema ?? [];
      path.splice(0, path.length, ...(OLDER_PATHS[path.join('.')] ?? path));
    }
  }
  void writer.finish();
  return Buffer.from(bytes.getBytes());
}

const element = (members: number): SchemaElement => ({
  ...{ name: 'element', repetition_type: 'REQUIRED', num_children: members },
});
const PRESENT: SchemaElement[] = [
  { name: 'schema', num_children: 5 },
  ...list('messages', element(2), ...turn),
  ...list('tags', text('element', 'REQUIRED')),
  ...list('sources', element(1), text('url', 'OPTIONAL')),
  { name: 'scores', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'MAP' },
  { name: 'key_value', repetition_type: 'REPEATED', num_children: 2 },
  text('key', 'REQUIRED'),
  text('value', 'OPTIONAL'),
  { name: 'turns', repetition_type: 'REQUIRED', num_children: 1, converted_type: 'LIST' },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  element(2),
  ...turn,
];
const OLDER: SchemaElement[] = [
  { name: 'spark_schema', num_children: 5 },
  { name: 'messages', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
  { name: 'array', repetition_type: 'REPEATED', num_children: 2 },
  ...turn,
  { name: 'tags', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
  text('tags_tuple', 'REPEATED'),
  { name: 'sources', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
  { name: 'sources_tuple', repetition_type: 'REPEATED', num_children: 1 },
  text('url', 'OPTIONAL'),
  { name: 'scores', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'MAP_KEY_VALUE' },
  { name: 'map', repetition_type: 'REPEATED', num_children: 2 },
  text('name', 'REQUIRED'),
  text('score', 'OPTIONAL'),
  { name: 'turns', repetition_type: 'REPEATED', num_children: 2 },
  ...turn,
];
const OLDER_PATHS: Readonly<Record<string, string[]>> = {
  'messages.array.element.role': ['messages', 'array', 'role'],
  'messages.array.element.content': ['messages', 'array', 'content'],
  'tags.array.element': ['tags', 'tags_tuple'],
  'sources.array.element.url': ['sources', 'sources_tuple', 'url'],
  'scores.key_value.key': ['scores', 'map', 'name'],
  'scores.key_value.value': ['scores', 'map', 'score'],
  'turns.list.element.role': ['turns', 'role'],
  'turns.list.element.content': ['turns', 'content'],
};
