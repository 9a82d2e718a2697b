import type { MessageArgument } from '../../../common/message';
import { say } from '../../../messages/say';
import type { ByteRange } from '../../byteSource';
import type { FileReader } from '../../fileReader';
import { Damage, damageOf } from '../damage';
import { BeyondMessage, FlatTable } from './flatTable';
import { MOST_ROWS } from './soundBatch';
import { FILE_MAGIC, readArrowFooter, type ArrowFooter } from './footer';

/** What a message of an Arrow file carries, by its number in the format. */
const KINDS = { schema: 1, dictionary: 2, rows: 3 } as const;

export interface ArrowMessage {
  readonly kind: keyof typeof KINDS;
  /** Of a batch; 0 of the rest. */
  readonly rows: number;
  /** How many rows are missing where the batch cannot be read; 1 where its first column has another number of them. */
  readonly missing: number;
  /** The whole message, its prefix included. */
  readonly bytes: Uint8Array;
  /** Where it ends in the file. */
  readonly end: number;
}

const FILE_HEADER_BYTES = 8;
/** Of a number in front of a message. */
const WORD_BYTES = 4;
/** Between two batches, and between the last of them and the footer: a mark and what fills up. */
const MOST_BETWEEN = 128;
const CONTINUATION = 0xffffffff;
/** Fields of the table `Message` of the format's flatbuffers. */
const FIELDS = { headerType: 1, header: 2, bodyLength: 3 } as const;
/** Fields of the tables `Schema`, `Field`, `DictionaryBatch` and `RecordBatch`. */
const BATCH_ROWS = 0;
const SCHEMA_FIELDS = 1;
const SCHEMA_METADATA = 2;
const FIELD_KIND = 2;
const FIELD_TYPE = 3;
const FIELD_CHILDREN = 5;
const FIELD_METADATA = 6;
const DICTIONARY_DATA = 1;
const BATCH_NODES = 1;
const BATCH_LISTS = [BATCH_NODES, 2] as const;
const BATCH_COMPRESSION = 3;
const STRUCT_BYTES = 16;
/** How many buffers each column has whose values are told by views. */
const BATCH_VIEW_BUFFERS = 4;
/** Of a dictionary of nulls alone. */
const MOST_VALUES_WITHOUT_BODY = 1024;
const MOST_DEPTH = 64;
/** A type of the format, its field for the digits behind the point, and more of these than any decimal has. */
const DECIMAL = 7;
const SCALE = 1;
const MOST_SCALE = 100;

const CUT_OFF = say('damage.cutOff');

/** What is known of a message that cannot be read. */
export interface DamagedMessage {
  readonly kind: 'damaged';
  /** The end of a sentence. */
  readonly problem: MessageArgument;
}

/**
 * The messages of an Arrow file or stream, one at a time, so that no more than one batch of rows is in memory. A file
 * says at its end where they are; one without an end, and a stream, have them one after another.
 * @throws Error where what follows is cut off or damaged
 */
export async function* arrowMessages(reader: FileReader): AsyncGenerator<ArrowMessage | DamagedMessage> {
  const start = await reader.readInto(Buffer.alloc(FILE_HEADER_BYTES), 0);
  const isFile = start.toString('latin1', 0, FILE_MAGIC.length) === FILE_MAGIC;
  const footer = isFile ? await readArrowFooter(reader) : undefined;
  yield* footer === undefined ? messagesInOrder(reader, isFile) : messagesOf(reader, footer);
}

async function* messagesOf(
  reader: FileReader,
  { schema, dictionaries, batches, at: size }: ArrowFooter,
): AsyncGenerator<ArrowMessage | DamagedMessage> {
  assertSoundLists(FlatTable.root(schema.subarray(2 * WORD_BYTES)), 'schema');
  yield { kind: 'schema', rows: 0, missing: 0, bytes: schema, end: FILE_HEADER_BYTES };
  const first = await messageAt(reader, FILE_HEADER_BYTES, size).catch(() => undefined);
  // Polars has the schema in front as no message; it is as long as the one that the end has.
  const read: ByteRange[] = [
    { start: 0, end: first?.kind === 'schema' ? first.end : FILE_HEADER_BYTES + schema.length },
  ];
  let isWhole = true;
  const named = [
    ...dictionaries.map((place) => ({ place, kind: 'dictionary' })),
    ...batches.map((place) => ({ place, kind: 'rows' })),
  ];
  for (const { place, kind } of named) {
    try {
      const message = place >= FILE_HEADER_BYTES && place < size ? await messageAt(reader, place, size) : undefined;
      if (message?.kind !== kind) throw new Damage(say('damage.noBatch'));
      read.push({ start: place, end: message.end });
      yield message;
    } catch (error) {
      isWhole = false;
      yield { kind: 'damaged', problem: damageOf(error) };
    }
  }
  if (isWhole && hasGap(read, size)) {
    yield { kind: 'damaged', problem: say('damage.unnamedBatches') };
  }
}

/** Whether more lies between messages, or behind them, than what fills up: a batch that is not named, or one named twice. */
function hasGap(read: readonly ByteRange[], size: number): boolean {
  let end = 0;
  for (const range of [...read, { start: size, end: size }].sort((a, b) => a.start - b.start)) {
    if (range.start - end > MOST_BETWEEN) return true;
    end = Math.max(end, range.end);
  }
  return false;
}

async function* messagesInOrder(reader: FileReader, isFile: boolean): AsyncGenerator<ArrowMessage> {
  const { size } = await reader.stat();
  let hasSchema = false;
  for (let at = isFile ? FILE_HEADER_BYTES : 0; ;) {
    // A stream may end with the last of its messages.
    if (at >= size && !isFile) return;
    const message = await messageAt(reader, at, size);
    if (message === undefined) {
      if (!isFile && size - at > MOST_BETWEEN) throw new Damage(say('damage.behindEnd'));
      return;
    }
    if (message.kind === 'schema' && hasSchema) throw new Damage(say('damage.secondTable'));
    hasSchema = true;
    yield message;
    at = message.end;
  }
}

/**
 * @param size where the messages end
 * @returns undefined for the mark behind the last of them
 */
async function messageAt(reader: FileReader, at: number, size: number): Promise<ArrowMessage | undefined> {
  const prefix = await reader.readInto(Buffer.alloc(2 * WORD_BYTES), at);
  // Files older than Arrow 0.15 have the length alone, and 0 for it at the end.
  if (prefix.length === WORD_BYTES && prefix.readUInt32LE() === 0) return undefined;
  if (prefix.length < 2 * WORD_BYTES) throw new Damage(CUT_OFF);
  const prefixBytes = prefix.readUInt32LE(0) === CONTINUATION ? 2 * WORD_BYTES : WORD_BYTES;
  const metadataBytes = prefix.readUInt32LE(prefixBytes - WORD_BYTES);
  if (metadataBytes === 0) return undefined;
  const bodyAt = at + prefixBytes + metadataBytes;
  if (bodyAt > size) throw new Damage(CUT_OFF);
  const { bodyBytes, ...found } = messageIn(await reader.read({ start: at + prefixBytes, end: bodyAt }));
  const end = bodyAt + bodyBytes;
  if (!(bodyBytes >= 0) || end > size) throw new Damage(CUT_OFF);
  return { ...found, bytes: await reader.read({ start: at, end }), end };
}

/** What a message says of itself. */
function messageIn(metadata: Buffer): Omit<ArrowMessage, 'bytes' | 'end'> & { readonly bodyBytes: number } {
  try {
    const message = FlatTable.root(metadata);
    const kind = nameOf(message.field(FIELDS.headerType)?.readUInt8());
    assertSoundLists(message, kind);
    const numberOf = (field: Buffer | undefined): number => Number(field?.readBigInt64LE() ?? 0n);
    const batch = kind === 'rows' ? message.table(FIELDS.header) : undefined;
    const rows = numberOf(batch?.field(BATCH_ROWS));
    const [ofFirst = rows] = batch?.numbers(BATCH_NODES, STRUCT_BYTES) ?? [];
    const bodyBytes = numberOf(message.field(FIELDS.bodyLength));
    if (kind === 'dictionary') assertSoundDictionary(message.table(FIELDS.header)?.table(DICTIONARY_DATA), bodyBytes);
    return { kind, rows, missing: rows === ofFirst && rows > 0 && rows <= MOST_ROWS ? rows : 1, bodyBytes };
  } catch (error) {
    const isBeyond = error instanceof RangeError || error instanceof BeyondMessage;
    throw isBeyond ? new Damage(CUT_OFF, { cause: error }) : error;
  }
}

/** @throws Error for tensors, too, which hold no rows: no table has them */
function nameOf(kind: number | undefined): ArrowMessage['kind'] {
  const found = Object.entries(KINDS).find(([, number]) => number === kind);
  if (found === undefined) throw new Damage(say('damage.otherMessage'));
  return found[0] as keyof typeof KINDS;
}

/** Looks whether every list of a message is inside of it: the library goes through them without looking. */
function assertSoundLists(message: FlatTable, kind: ArrowMessage['kind']): void {
  const header = message.table(FIELDS.header);
  if (header === undefined) return;
  if (kind === 'schema') {
    assertSoundFields(header.tables(SCHEMA_FIELDS), 0);
    header.list(SCHEMA_METADATA, 4);
  } else assertSoundBatch(kind === 'dictionary' ? header.table(DICTIONARY_DATA) : header);
}

function assertSoundBatch(batch: FlatTable | undefined): void {
  const [, buffers] = BATCH_LISTS.map((list) => batch?.list(list, STRUCT_BYTES)?.length ?? 0);
  const ofViews = batch?.numbers(BATCH_VIEW_BUFFERS) ?? [];
  const asked = ofViews.reduce((total, count) => total + count, 0);
  if (ofViews.some((count) => count < 0) || asked > (buffers ?? 0)) throw new BeyondMessage(say('damage.fewBuffers'));
}

/** The library gathers all values of a dictionary at once, as many as it says that it has. */
function assertSoundDictionary(data: FlatTable | undefined, bodyBytes: number): void {
  const [values = 0] = data?.numbers(BATCH_NODES, STRUCT_BYTES) ?? [];
  const isPacked = data?.field(BATCH_COMPRESSION) !== undefined;
  const most = isPacked ? MOST_ROWS : Math.max(MOST_VALUES_WITHOUT_BODY, 8 * bodyBytes); // Of a bit at the least.
  if (!(values >= 0) || values > most) throw new BeyondMessage(say('damage.largeDictionary'));
}

function assertSoundFields(fields: readonly FlatTable[], depth: number): void {
  if (depth > MOST_DEPTH) throw new BeyondMessage(say('damage.deepColumns'));
  for (const field of fields) {
    const scale = field.field(FIELD_KIND)?.readUInt8() === DECIMAL ? field.table(FIELD_TYPE)?.field(SCALE) : undefined;
    if (Math.abs(scale?.readInt32LE() ?? 0) > MOST_SCALE) throw new BeyondMessage(say('damage.manyDigits'));
    field.list(FIELD_METADATA, 4);
    assertSoundFields(field.tables(FIELD_CHILDREN), depth + 1);
  }
}
