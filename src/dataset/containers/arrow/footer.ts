import type { FileReader } from '../../fileReader';
import { FlatTable } from './flatTable';

export const FILE_MAGIC = 'ARROW1';
/** Behind the footer: its length and the magic. */
const END_BYTES = 4 + FILE_MAGIC.length;
/** Fields of the table `Footer` of the format's flatbuffers. */
const FIELDS = { version: 0, schema: 1, dictionaries: 2, batches: 3 } as const;
/** Of `Block`, where a message is: its place, the bytes of its metadata and those of its body. */
const BLOCK_BYTES = 24;
const CONTINUATION = 0xffffffff;
const SCHEMA_KIND = 1;

/** What the end of an Arrow file says of it. */
export interface ArrowFooter {
  /** As a message, which some files have nowhere else. */
  readonly schema: Buffer;
  /** Where the messages are. */
  readonly dictionaries: readonly number[];
  readonly batches: readonly number[];
  /** Where the messages end. */
  readonly at: number;
}

/** @returns undefined where the file has no end, or a damaged one */
export async function readArrowFooter(reader: FileReader): Promise<ArrowFooter | undefined> {
  const { size } = await reader.stat();
  const end = await reader.readInto(Buffer.alloc(END_BYTES), Math.max(0, size - END_BYTES));
  if (end.toString('latin1', 4) !== FILE_MAGIC) return undefined;
  const at = size - END_BYTES - end.readUInt32LE();
  if (at < FILE_MAGIC.length) return undefined;
  const bytes = await reader.read({ start: at, end: size - END_BYTES });
  try {
    const footer = FlatTable.root(bytes);
    const dictionaries = footer.numbers(FIELDS.dictionaries, BLOCK_BYTES) ?? [];
    const batches = footer.numbers(FIELDS.batches, BLOCK_BYTES);
    const schema = schemaMessage(bytes, footer);
    return schema && batches && { schema, dictionaries, batches, at };
  } catch {
    return undefined;
  }
}

/** The table `Message` in front of the footer's bytes, in which the schema lies: all places are told from one another. */
function schemaMessage(bytes: Buffer, footer: FlatTable): Buffer | undefined {
  const schemaAt = footer.placeOfTable(FIELDS.schema);
  if (schemaAt === undefined) return undefined;
  const head = Buffer.alloc(48);
  head.writeUInt32LE(CONTINUATION, 0);
  head.writeUInt32LE(40 + bytes.length, 4);
  const message = head.subarray(8);
  message.writeUInt32LE(16, 0); // Where the table is.
  [12, 20, 4, 6, 8, 12].forEach((value, at) => message.writeUInt16LE(value, 4 + 2 * at)); // Where its fields are.
  message.writeInt32LE(12, 16);
  message.writeInt16LE(footer.field(FIELDS.version)?.readInt16LE() ?? 0, 20);
  message.writeUInt8(SCHEMA_KIND, 22);
  message.writeUInt32LE(message.length + schemaAt - 24, 24);
  return Buffer.concat([head, bytes]);
}
