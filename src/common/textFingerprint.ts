import { mixBits } from './mixBits';

/**
 * A number that tells texts apart, from 0 to 2^53: two different ones share it with a probability of 1e-16. Of the
 * texts one after the other: where one ends counts.
 */
export function textFingerprint(texts: Iterable<string>): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  const take = (unit: number): void => {
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  };
  for (const text of texts) {
    for (let at = 0; at < text.length; at++) take(text.charCodeAt(at));
    take(0x10000 + text.length);
  }
  const mixedHigh = mixBits(high) ^ mixBits(low ^ 0x2545f491);
  return (mixedHigh & 0x1fffff) * 2 ** 32 + mixBits(low ^ mixedHigh);
}
