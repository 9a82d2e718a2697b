import { mixBits } from './mixBits';

const FIRST_SLOTS = 1024;
const FREE = -1;

/**
 * Finds the numbers 0, 1, 2, … by what each stands for, which is kept elsewhere. Open addressing: 8 to 16 bytes for each
 * number, in one array.
 */
export class NumberTable {
  private slots = new Int32Array(FIRST_SLOTS).fill(FREE);
  private count = 0;

  /** @param hashOf 32 bits of what a number stands for, the same for what is the same */
  constructor(private readonly hashOf: (number: number) => number) {}

  /** The number whose content is the same; undefined where there is none. @param hash of the content that is looked for */
  find(hash: number, isSame: (number: number) => boolean): number | undefined {
    const { slots } = this;
    const last = slots.length - 1;
    for (let slot = mixBits(hash) & last; ; slot = (slot + 1) & last) {
      const number = slots[slot] as number;
      if (number === FREE) return undefined;
      if (isSame(number)) return number;
    }
  }

  /** @param number whose content none has that was added before */
  add(number: number): void {
    this.count++;
    if (2 * this.count > this.slots.length) this.grow();
    this.place(number);
  }

  private grow(): void {
    const before = this.slots;
    this.slots = new Int32Array(2 * before.length).fill(FREE);
    for (let slot = 0; slot < before.length; slot++) {
      const number = before[slot] as number;
      if (number !== FREE) this.place(number);
    }
  }

  private place(number: number): void {
    const { slots } = this;
    const last = slots.length - 1;
    let slot = mixBits(this.hashOf(number)) & last;
    while (slots[slot] !== FREE) slot = (slot + 1) & last;
    slots[slot] = number;
  }
}
