import { mixBits } from './mixBits';

/** A number, and its halves. */
const number = new Float64Array(1);
const halves = new Uint32Array(number.buffer);

/**
 * A number that tells texts apart, from 0 to 2^53: two different ones share it with a probability of 1e-16. Of the
 * texts one after the other: where one ends counts. Numbers among them are taken as they are: writing them as texts
 * takes longer than all else.
 */
export function textFingerprint(parts: readonly (string | number)[]): number {
  // No function takes the units one by one: what it shares with the loop would be in memory rather than in registers.
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const part of parts) {
    if (typeof part === 'number') {
      number[0] = part;
      for (let at = 0; at < halves.length; at++) {
        const unit = mixBits(halves[at] as number); // Scores differ in few bits, and all of them high ones.
        high = Math.imul(high ^ unit, 0x9e3779b1);
        low = Math.imul(low ^ unit, 0x5f356495);
      }
      continue;
    }
    const { length } = part;
    for (let at = 0; at < length; at++) {
      const unit = part.charCodeAt(at);
      high = Math.imul(high ^ unit, 0x9e3779b1);
      low = Math.imul(low ^ unit, 0x5f356495);
    }
    const end = 0x10000 + length; // Where a text ends counts.
    high = Math.imul(high ^ end, 0x9e3779b1);
    low = Math.imul(low ^ end, 0x5f356495);
  }
  const mixedHigh = mixBits(high) ^ mixBits(low ^ 0x2545f491);
  return (mixedHigh & 0x1fffff) * 2 ** 32 + mixBits(low ^ mixedHigh);
}
