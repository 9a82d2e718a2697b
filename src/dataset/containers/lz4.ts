import { say } from '../../messages/say';
import { Damage } from './damage';

const MAGIC = 0x184d2204;
const FLAGS = { blockChecksums: 0x10, contentSize: 0x08, dictionary: 0x01 } as const;
const STORED = 0x80000000;
const LEAST_MATCH = 4;
/** A byte says that a match goes on for 255 more. */
const MOST_RATIO = 255;

/**
 * Unpacks an LZ4 frame, in which blocks may go on from one another: Feather files hold them, and the library for pages
 * of Parquet knows blocks alone.
 * @throws Damage where the frame is damaged
 */
export function unpackLz4Frame(frame: Uint8Array, length: number): Uint8Array {
  const input = Buffer.from(frame.buffer, frame.byteOffset, frame.length);
  if (input.readUInt32LE(0) !== MAGIC || !(length <= MOST_RATIO * input.length)) throw damaged();
  const output = new Uint8Array(length);
  const flags = input.readUInt8(4);
  let at = 7 + ((flags & FLAGS.contentSize) === 0 ? 0 : 8) + ((flags & FLAGS.dictionary) === 0 ? 0 : 4);
  let written = 0;
  for (;;) {
    const size = input.readUInt32LE(at);
    at += 4;
    if (size === 0) break;
    const bytes = size & ~STORED;
    const block = input.subarray(at, at + bytes);
    if (size >= STORED) output.set(block, written);
    written = size >= STORED ? written + bytes : unpackBlock(block, output, written);
    at += bytes + ((flags & FLAGS.blockChecksums) === 0 ? 0 : 4);
  }
  if (written !== length) throw damaged();
  return output;
}

/**
 * Unpacks one block by itself.
 * @throws Damage where it is damaged
 */
export function unpackLz4Block(block: Uint8Array, length: number): Uint8Array {
  if (!(length <= MOST_RATIO * block.length)) fail();
  const output = new Uint8Array(length);
  if (unpackBlock(block, output, 0) !== length) fail();
  return output;
}

/** @param from where the output begins; matches may reach back before it @returns where it ends */
function unpackBlock(block: Uint8Array, output: Uint8Array, from: number): number {
  let at = 0;
  let to = from;
  const next = (): number => block[at++] ?? fail();
  const lengthOf = (nibble: number): number => {
    let total = nibble;
    for (let more = nibble === 15 ? 255 : 0; more === 255;) total += more = next();
    return total;
  };
  while (at < block.length) {
    const token = next();
    const literals = lengthOf(token >> 4);
    if (at + literals > block.length || to + literals > output.length) fail();
    output.set(block.subarray(at, at + literals), to);
    at += literals;
    to += literals;
    if (at === block.length) break; // The last sequence has no match.
    const back = next() | (next() << 8);
    const end = to + lengthOf(token & 15) + LEAST_MATCH;
    if (back === 0 || back > to || end > output.length) fail();
    for (; to < end; to++) output[to] = output[to - back] as number;
  }
  return to;
}

function fail(): never {
  throw damaged();
}

function damaged(): Damage {
  return new Damage(say('damage.data', { packing: 'LZ4' }));
}
