import { inflateSync } from 'node:zlib';

/** A picture as lines of bytes, nothing taken off them. */
export interface PngLines {
  /** The data of its IHDR. */
  readonly header: Buffer;
  readonly lines: readonly Buffer[];
}

export const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** What a chunk has beside its data: length, type, checksum. */
const CHUNK_FRAME = 12;
/** Bytes of a pixel by the form that the header names: grey, RGB and both with opacity, of 8 bits a sample. */
const PIXEL_BYTES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };

/** @throws RangeError for what is no PNG of 8 bits a sample, not interlaced */
export function readPng(png: Buffer): PngLines {
  const parts = chunksOf(png);
  const header = parts.find(({ type }) => type === 'IHDR')?.data;
  const pixel = header === undefined ? undefined : PIXEL_BYTES[header.readUInt8(9)];
  if (header === undefined || pixel === undefined || header.readUInt8(8) !== 8 || header.readUInt8(12) !== 0)
    throw new RangeError('A PNG of 8 bits a sample, not interlaced, was expected.');
  const bytes = inflateSync(Buffer.concat(parts.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const length = pixel * header.readUInt32BE(0);
  const lines: Buffer[] = [];
  let above = Buffer.alloc(length);
  for (let at = 0; at < bytes.length; at += length + 1) {
    const line = bytes.subarray(at + 1, at + 1 + length);
    restore(line, above, bytes[at] ?? 0, pixel);
    lines.push((above = line));
  }
  return { header, lines };
}

function chunksOf(png: Buffer): { readonly type: string; readonly data: Buffer }[] {
  const chunks = [];
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += CHUNK_FRAME + length;
  }
  return chunks;
}

/** Adds to each byte what its line's filter has taken off. */
function restore(line: Buffer, above: Buffer, filter: number, pixel: number): void {
  const predict = PREDICTIONS[filter];
  if (predict === undefined) throw new RangeError(`A PNG has no filter ${filter}.`);
  for (let at = 0; at < line.length; at++) {
    const [left, aboveLeft] = at < pixel ? [0, 0] : [line[at - pixel] ?? 0, above[at - pixel] ?? 0];
    line[at] = (line[at] ?? 0) + predict(left, above[at] ?? 0, aboveLeft);
  }
}

type Prediction = (left: number, above: number, aboveLeft: number) => number;

/** By the number of the filter. */
const PREDICTIONS: readonly Prediction[] = [
  () => 0,
  (left) => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  (left, above, aboveLeft) => {
    const estimate = left + above - aboveLeft;
    const distances = [left, above, aboveLeft].map((value) => Math.abs(estimate - value));
    const nearest = Math.min(...distances);
    return nearest === distances[0] ? left : nearest === distances[1] ? above : aboveLeft;
  },
];
