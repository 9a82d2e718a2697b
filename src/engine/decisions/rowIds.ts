import { mixBits } from '../../common/mixBits';
import { NumberTable } from '../../common/numberTable';
import { HASH_DIGITS, hashIn, occurrenceIn, rowId } from '../../decisions/rowId';

const HASH_BYTES = HASH_DIGITS / 2;
/** The hash, and the occurrence in 4 bytes. */
const ID_BYTES = HASH_BYTES + 4;
const FIRST_IDS = 256;

/**
 * Ids of rows, numbered from 0 in the order in which they are first met. Some 50 bytes for each, where a text in a map
 * takes 130.
 */
export class RowIds {
  private bytes = Buffer.alloc(FIRST_IDS * ID_BYTES);
  private readonly sought = Buffer.alloc(ID_BYTES);
  private readonly numbers = new NumberTable((number) => hashOf(this.bytes, number * ID_BYTES));
  private count = 0;

  /** The number of an id that was met before; else undefined. */
  find(id: string): number | undefined {
    const { sought } = this;
    sought.write(hashIn(id), 'hex');
    sought.writeUInt32LE(occurrenceIn(id), HASH_BYTES);
    return this.numbers.find(hashOf(sought, 0), (number) => this.isSought(number));
  }

  numberOf(id: string): number {
    const known = this.find(id);
    if (known !== undefined) return known;
    const number = this.count++;
    if (this.count * ID_BYTES > this.bytes.length) this.bytes = Buffer.concat([this.bytes], 2 * this.bytes.length);
    this.sought.copy(this.bytes, number * ID_BYTES);
    this.numbers.add(number);
    return number;
  }

  at(number: number): string {
    const start = number * ID_BYTES;
    const hash = this.bytes.toString('hex', start, start + HASH_BYTES);
    return rowId(hash, this.bytes.readUInt32LE(start + HASH_BYTES));
  }

  private isSought(number: number): boolean {
    const start = number * ID_BYTES;
    return this.sought.compare(this.bytes, start, start + ID_BYTES) === 0;
  }
}

/** The same rows differ in their occurrence alone. */
function hashOf(bytes: Buffer, start: number): number {
  return bytes.readInt32LE(start) ^ mixBits(bytes.readUInt32LE(start + HASH_BYTES));
}
