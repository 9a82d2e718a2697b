import type { Text } from '../text';

/** What files are called, and what a strict reader of them would stumble over. Names such as "gzip" are no part of this. */
export const CONTAINER_PHRASES = {
  'container.empty': 'empty',
  'container.jsonLines': 'JSON Lines',
  'container.jsonLinesCr': 'JSON Lines, lines ending in CR',
  'container.jsonArray': 'JSON array',
  'container.jsonArrays': '{count} JSON arrays one after another',
  'container.jsonObject': 'JSON object',
  'container.jsonWrapper': 'JSON object with the rows in {list}',
  'container.severalPerLine': 'JSON, several objects per line',
  'container.overLines': 'JSON, objects over several lines',
  'container.csvSemicolons': 'CSV with semicolons',
  'container.csvBars': 'CSV with bars',
  'container.compressed': '{what}, compressed with {name}',
  'container.packed': '{what} in {name}',
  'container.pool': { by: 'count', one: 'pool of {count} file', other: 'pool of {count} files' },
  'container.encryptedParquet': 'encrypted Parquet',
  'container.lfsPointer': 'Git LFS pointer',
  'container.plainText': 'plain text',
  'container.binary': 'binary',
  'note.comma': 'A comma is missing before this row; read all the same.',
  'note.commas': {
    by: 'more',
    one: 'A comma is missing before this row and in {more} more place; read all the same.',
    other: 'A comma is missing before this row and in {more} more places; read all the same.',
  },
  'note.comment': 'A comment stands between rows, which JSON does not allow; passed over.',
  'note.comments': {
    by: 'more',
    one: 'A comment stands between rows and in {more} more place, which JSON does not allow; passed over.',
    other: 'A comment stands between rows and in {more} more places, which JSON does not allow; passed over.',
  },
} as const satisfies Readonly<Record<string, Text>>;
