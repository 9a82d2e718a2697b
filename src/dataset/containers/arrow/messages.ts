import type { FileReader } from '../../fileReader';
import { FlatTable } from './flatTable';

/** What a message of an Arrow file carries, by its number in the format. */
const KINDS = { schema: 1, dictionary: 2, rows: 3 } as const;

export interface ArrowMessage {
  readonly kind: keyof typeof KINDS | 'other';
  /** The whole message, its prefix included. */
  readonly bytes: Uint8Array;
  /** Where it ends in the file. */
  readonly end: number;
}

const FILE_MAGIC = 'ARROW1';
const FILE_HEADER_BYTES = 8;
const CONTINUATION = 0xffffffff;
/** Fields of the table `Message` of the format's flatbuffers. */
const FIELDS = { headerType: 1, header: 2, bodyLength: 3 } as const;
/** Fields of the tables `Schema`, `Field`, `DictionaryBatch` and `RecordBatch`. */
const SCHEMA_FIELDS = 1;
const SCHEMA_METADATA = 2;
const FIELD_CHILDREN = 5;
const FIELD_METADATA = 6;
const DICTIONARY_DATA = 1;
const BATCH_LISTS = [1, 2] as const;
const STRUCT_BYTES = 16;
const MOST_DEPTH = 64;

/**
 * The messages of an Arrow file or stream, one at a time, so that no more than one batch of rows is in memory.
 * @throws Error where the file is cut off or damaged
 */
export async function* arrowMessages(reader: FileReader): AsyncGenerator<ArrowMessage> {
  const { size } = await reader.stat();
  const start = await reader.readInto(Buffer.alloc(FILE_HEADER_BYTES), 0);
  const isFile = start.toString('latin1', 0, FILE_MAGIC.length) === FILE_MAGIC;
  for (let at = isFile ? FILE_HEADER_BYTES : 0; ;) {
    const prefix = await reader.readInto(Buffer.alloc(8), at);
    if (prefix.length < 8) {
      if (isFile || prefix.length > 0) throw new Error('the file is cut off; get it again');
      return; // A stream may end with the last of its messages.
    }
    // Files older than Arrow 0.15 have the length alone.
    const prefixBytes = prefix.readUInt32LE(0) === CONTINUATION ? 8 : 4;
    const metadataBytes = prefix.readUInt32LE(prefixBytes - 4);
    if (metadataBytes === 0) return;
    const bodyAt = at + prefixBytes + metadataBytes;
    if (bodyAt > size) throw new Error('the file is cut off or damaged; get it again');
    const metadata = await reader.read({ start: at + prefixBytes, end: bodyAt });
    const message = FlatTable.root(metadata);
    const bodyBytes = Number(message.field(FIELDS.bodyLength)?.readBigInt64LE() ?? 0n);
    const end = bodyAt + bodyBytes;
    if (!(bodyBytes >= 0) || end > size) throw new Error('the file is cut off or damaged; get it again');
    const kind = nameOf(message.field(FIELDS.headerType)?.readUInt8());
    assertSoundLists(message, kind);
    yield { kind, bytes: await reader.read({ start: at, end }), end };
    at = end;
  }
}

function nameOf(kind: number | undefined): ArrowMessage['kind'] {
  const found = Object.entries(KINDS).find(([, number]) => number === kind);
  return (found?.[0] as keyof typeof KINDS | undefined) ?? 'other';
}

/** Looks whether every list of a message is inside of it: the library goes through them without looking. */
function assertSoundLists(message: FlatTable, kind: ArrowMessage['kind']): void {
  const header = message.table(FIELDS.header);
  if (header === undefined) return;
  if (kind === 'schema') assertSoundFields(header.tables(SCHEMA_FIELDS), 0);
  const batch = kind === 'dictionary' ? header.table(DICTIONARY_DATA) : header;
  if (kind === 'rows' || kind === 'dictionary') for (const list of BATCH_LISTS) batch?.list(list, STRUCT_BYTES);
  if (kind === 'schema') header.list(SCHEMA_METADATA, 4);
}

function assertSoundFields(fields: readonly FlatTable[], depth: number): void {
  if (depth > MOST_DEPTH) throw new RangeError('columns are nested too deep');
  for (const field of fields) {
    field.list(FIELD_METADATA, 4);
    assertSoundFields(field.tables(FIELD_CHILDREN), depth + 1);
  }
}
