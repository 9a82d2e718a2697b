import { crc32, deflateSync } from 'node:zlib';
import { readPng, SIGNATURE } from './pngLines';

/** A picture of an animation, and for how long it is shown. */
export interface Frame {
  /** A PNG of 8 bits a sample, not interlaced, as browsers make them. */
  readonly png: Buffer;
  /** Milliseconds, 1 to 65,535. */
  readonly ms: number;
}

/** What changes with a picture: whole lines. */
interface Change {
  readonly header: Buffer;
  readonly ms: number;
  readonly top: number;
  readonly lines: readonly Buffer[];
}

const SMALLEST = 9;
const UNFILTERED = Buffer.of(0);

/**
 * Puts PNGs of one size and form together to one that moves, again and again; what knows no such PNG shows the first.
 * Of each picture it holds the lines from the first to the last that differ from the one before.
 * @throws RangeError where there is none, or one is of another size or form than the first
 */
export function animatedPng(frames: readonly Frame[]): Buffer {
  const [first, ...others] = changesOf(frames);
  if (first === undefined) throw new RangeError('An animation has one picture at least.');
  let sequence = 0;
  const chunks = [chunk('IHDR', first.header), chunk('acTL', words(frames.length, 0))];
  chunks.push(chunk('fcTL', control(sequence++, first)), chunk('IDAT', compressed(first)));
  for (const change of others) {
    chunks.push(chunk('fcTL', control(sequence++, change)));
    chunks.push(chunk('fdAT', Buffer.concat([words(sequence++), compressed(change)])));
  }
  return Buffer.concat([SIGNATURE, ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

function changesOf(frames: readonly Frame[]): Change[] {
  const pictures = frames.map(({ png }) => readPng(png));
  return pictures.map(({ header, lines }, index) => {
    const ms = frames[index]?.ms ?? 0;
    const before = pictures[index - 1];
    if (before === undefined) return { header, ms, top: 0, lines };
    if (!header.equals(before.header)) throw new RangeError('All pictures of an animation have one size and form.');
    const differs = (line: Buffer, at: number): boolean => !line.equals(before.lines[at] ?? UNFILTERED);
    // Of the same picture again one line: there is no empty one.
    const top = Math.max(0, lines.findIndex(differs));
    return { header, ms, top, lines: lines.slice(top, Math.max(top, lines.findLastIndex(differs)) + 1) };
  });
}

/** Large even areas compress best as they are. */
function compressed({ lines }: Change): Buffer {
  return deflateSync(Buffer.concat(lines.flatMap((line) => [UNFILTERED, line])), { level: SMALLEST });
}

/** Its lines take the places of those before, the others stay. */
function control(sequence: number, { header, ms, top, lines }: Change): Buffer {
  const rest = Buffer.alloc(6); // The last two bytes: nothing is disposed of, and nothing shines through.
  rest.writeUInt16BE(ms, 0);
  rest.writeUInt16BE(1000, 2);
  return Buffer.concat([words(sequence, header.readUInt32BE(0), lines.length, 0, top), rest]);
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
}

function chunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([words(data.length), typed, words(crc32(typed))]);
}
