import { FlatTable } from './flatTable';

const LENGTH_BYTES = 4;
/** Of a schema: far more than any has. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Fields of the table `Message`. */
const FIELDS = { headerType: 1, header: 2 } as const;
const SCHEMA_KIND = 1;

/** Whether a file begins with the schema of an Arrow stream as they were before 0.15: by its length, without a mark. */
export function isOlderArrowStream(start: Buffer): boolean {
  const length = start.length < 2 * LENGTH_BYTES ? 0 : start.readUInt32LE(0);
  if (length === 0 || length % 4 !== 0 || length > MOST_BYTES) return false;
  try {
    const message = FlatTable.root(start.subarray(LENGTH_BYTES, LENGTH_BYTES + length));
    return message.field(FIELDS.headerType)?.readUInt8() === SCHEMA_KIND && message.table(FIELDS.header) !== undefined;
  } catch {
    return false; // An offset leads outside.
  }
}
