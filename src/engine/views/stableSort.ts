/**
 * The row indexes 0 … n−1 by key; rows with equal keys keep their order, NaN comes last in either direction.
 * A radix sort over the bits of the keys: time proportional to their number (a million in about a tenth of a second).
 */
export function sortedByKey(keys: Float64Array, descending: boolean): Uint32Array {
  const { low, high } = sortableBits(keys, descending);
  let order = new Uint32Array(keys.length);
  for (let row = 0; row < order.length; row++) order[row] = row;
  let spare = new Uint32Array(keys.length);
  for (const [words, shift] of [[low, 0] as const, [low, 16] as const, [high, 0] as const, [high, 16] as const]) {
    if (!sortByDigit(order, spare, words, shift)) continue;
    [order, spare] = [spare, order];
  }
  return order;
}

const DIGITS = 1 << 16;
const DIGIT_MASK = DIGITS - 1;
const ALL_BITS = 0xffffffff;
const SIGN_BIT = 0x80000000;

/** One pass over 16 bits of the keys, from `order` into `target`. @returns false when all keys have the same digit */
function sortByDigit(order: Uint32Array, target: Uint32Array, words: Uint32Array, shift: number): boolean {
  const starts = new Uint32Array(DIGITS + 1);
  for (const word of words) {
    const digit = (word >>> shift) & DIGIT_MASK;
    starts[digit + 1] = (starts[digit + 1] as number) + 1;
  }
  if (starts.includes(words.length, 1)) return false;
  for (let digit = 1; digit <= DIGITS; digit++)
    starts[digit] = (starts[digit] as number) + (starts[digit - 1] as number);
  for (const row of order) {
    const digit = ((words[row] as number) >>> shift) & DIGIT_MASK;
    const place = starts[digit] as number;
    starts[digit] = place + 1;
    target[place] = row;
  }
  return true;
}

/** The bits of each key such that they sort as unsigned integers like the keys do as numbers. */
function sortableBits(keys: Float64Array, descending: boolean): { low: Uint32Array; high: Uint32Array } {
  const low = new Uint32Array(keys.length);
  const high = new Uint32Array(keys.length);
  const number = new Float64Array(1);
  const words = new Uint32Array(number.buffer);
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row] as number;
    if (Number.isNaN(key)) {
      low[row] = high[row] = ALL_BITS;
      continue;
    }
    number[0] = key + 0; // Makes −0 and 0 one key.
    // Bits of positive numbers sort as they are, above the negative ones, whose bits sort the other way round.
    const isNegative = (words[1] as number) >>> 31 === 1;
    const ascending = isNegative ? ALL_BITS : 0;
    const ascendingHigh = isNegative ? ALL_BITS : SIGN_BIT;
    const turn = descending ? ALL_BITS : 0;
    low[row] = (words[0] as number) ^ ascending ^ turn;
    high[row] = (words[1] as number) ^ ascendingHigh ^ turn;
  }
  return { low, high };
}
