import { say } from '../../../messages/say';
import { Damage } from '../damage';

/** A part of a message leads outside of it. */
export class BeyondMessage extends Damage {}

/** A table of a flatbuffer, as the metadata of Arrow messages has them, read without going beyond the bytes. */
export class FlatTable {
  private constructor(
    private readonly bytes: Buffer,
    private readonly at: number,
  ) {}

  /** @throws RangeError where an offset leads outside the bytes, as every method does */
  static root(bytes: Buffer): FlatTable {
    return new FlatTable(bytes, bytes.readUInt32LE(0));
  }

  /** The bytes from a field on; undefined where the table leaves it out. */
  field(index: number): Buffer | undefined {
    const at = this.placeOf(index);
    return at === undefined ? undefined : this.bytes.subarray(at);
  }

  table(index: number): FlatTable | undefined {
    const at = this.placeOfTable(index);
    return at === undefined ? undefined : new FlatTable(this.bytes, at);
  }

  /** Where in the bytes a table is. */
  placeOfTable(index: number): number | undefined {
    const at = this.placeOf(index);
    return at === undefined ? undefined : at + this.bytes.readUInt32LE(at);
  }

  /** The tables of a list. */
  tables(index: number): FlatTable[] {
    const list = this.list(index, 4);
    return Array.from({ length: list?.length ?? 0 }, (_, element) => {
      const at = (list?.at ?? 0) + 4 * element;
      return new FlatTable(this.bytes, at + this.bytes.readUInt32LE(at));
    });
  }

  /** The whole numbers of 64 bits that the elements of a list begin with; undefined without the list. */
  numbers(index: number, elementBytes = 8): number[] | undefined {
    const list = this.list(index, elementBytes);
    if (list === undefined) return undefined;
    return Array.from({ length: list.length }, (_, element) =>
      Number(this.bytes.readBigInt64LE(list.at + elementBytes * element)),
    );
  }

  /** Where the elements of a list are. @param elementBytes of each @throws BeyondMessage for one longer than the bytes */
  list(index: number, elementBytes: number): { readonly at: number; readonly length: number } | undefined {
    const place = this.placeOf(index);
    if (place === undefined) return undefined;
    const at = place + this.bytes.readUInt32LE(place);
    const length = this.bytes.readUInt32LE(at);
    if (at + 4 + length * elementBytes > this.bytes.length) throw new BeyondMessage(say('damage.longList'));
    return { at: at + 4, length };
  }

  private placeOf(index: number): number | undefined {
    const layout = this.at - this.bytes.readInt32LE(this.at);
    const entry = 4 + 2 * index;
    const offset = entry < this.bytes.readUInt16LE(layout) ? this.bytes.readUInt16LE(layout + entry) : 0;
    return offset === 0 ? undefined : this.at + offset;
  }
}
