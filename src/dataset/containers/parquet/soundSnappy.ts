import { say } from '../../../messages/say';
import { Damage } from '../damage';

const LITERAL = 0;
/** How long a literal and how far back a copy is stands in so many bytes behind its tag, by the tag. */
const BEHIND = Uint8Array.from({ length: 256 }, (_, tag) => {
  const kind = (tag & 3) as 0 | 1 | 2 | 3;
  return kind === LITERAL ? Math.max(0, (tag >> 2) - 59) : ([0, 1, 2, 4] as const)[kind];
});

/**
 * Follows the elements of a Snappy block, which the library does without looking: a damaged one would have it copy what
 * its memory held before.
 * @param length of what comes out, in bytes
 * @throws Damage where the block is damaged
 */
export function assertSoundSnappy(block: Uint8Array, length: number): void {
  let at = 0;
  while ((block[at++] ?? 0) >= 0x80); // The length.
  let made = 0;
  let isSound = true;
  while (isSound && at < block.length) {
    const tag = block[at++] as number;
    const behind = BEHIND[tag] as number;
    let number = 0;
    for (let byte = 0, unit = 1; byte < behind; byte++, unit *= 256) number += (block[at++] as number) * unit;
    const kind = tag & 3;
    if (kind === LITERAL) {
      const count = behind === 0 ? (tag >> 2) + 1 : number + 1;
      at += count;
      made += count;
    } else {
      const back = kind === 1 ? number + ((tag >> 5) << 8) : number;
      isSound = back > 0 && back <= made;
      made += kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    }
  }
  if (!isSound || at !== block.length || made !== length) {
    throw new Damage(say('damage.data', { packing: 'Snappy' }));
  }
}
