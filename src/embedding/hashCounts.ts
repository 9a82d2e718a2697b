import { grownArray } from '../common/grownArray';

const SMALLEST_TABLE = 2 ** 12;

/**
 * How often each of some hashes was added, in the order in which they first were. One for all texts: several times as
 * fast as a `Map` for each, and it leaves nothing to be collected.
 */
export class HashCounts {
  private hashes = new Uint32Array(SMALLEST_TABLE / 2);
  private counts = new Uint32Array(SMALLEST_TABLE / 2);
  private size = 0;
  /** By hash, with the next free place for one that is taken: 1 + where it stands in `hashes`; 0 = free. */
  private table = new Uint32Array(SMALLEST_TABLE);

  /** @param hash 32 bits, well mixed */
  add(hash: number): void {
    const slot = this.slotOf(hash);
    const place = (this.table[slot] as number) - 1;
    if (place >= 0) {
      this.counts[place] = (this.counts[place] as number) + 1;
      return;
    }
    this.hashes[this.size] = hash;
    this.counts[this.size++] = 1;
    this.table[slot] = this.size;
    if (this.size === this.hashes.length) this.grow();
  }

  forEach(visit: (hash: number, count: number) => void): void {
    for (let place = 0; place < this.size; place++) visit(this.hashes[place] as number, this.counts[place] as number);
  }

  clear(): void {
    if (this.table.length > SMALLEST_TABLE) {
      // A single long text shall not be paid for in memory ever after.
      this.table = new Uint32Array(SMALLEST_TABLE);
      this.hashes = new Uint32Array(SMALLEST_TABLE / 2);
      this.counts = new Uint32Array(SMALLEST_TABLE / 2);
    } else {
      this.table.fill(0);
    }
    this.size = 0;
  }

  /** Where a hash stands in the table, or would stand. */
  private slotOf(hash: number): number {
    const { table, hashes } = this;
    const mask = table.length - 1;
    let slot = hash & mask;
    for (;;) {
      const place = table[slot] as number;
      if (place === 0 || hashes[place - 1] === hash) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private grow(): void {
    this.hashes = grownArray(this.hashes, 2 * this.size);
    this.counts = grownArray(this.counts, 2 * this.size);
    this.table = new Uint32Array(2 * this.hashes.length);
    for (let place = 0; place < this.size; place++) this.table[this.slotOf(this.hashes[place] as number)] = place + 1;
  }
}
