import { mixBits } from './mixBits';

/** A number, and its halves. */
const number = new Float64Array(1);
const halves = new Uint32Array(number.buffer);

/** UTF-16 units that are taken at once. */
const MOST_UNITS = 16 * 1024;
/** As UTF-8 a unit takes up to three bytes; the last pair of words may be begun only. */
const PAIR_BYTES = 2 * Uint32Array.BYTES_PER_ELEMENT;
const bytes = Buffer.allocUnsafeSlow(3 * MOST_UNITS + PAIR_BYTES);
const words = new Uint32Array(bytes.buffer);
/** Takes a fifth less than a buffer's `write`. */
const encoder = new TextEncoder();

/**
 * A number that tells texts apart, from 0 to 2^53: two different ones share it with a probability of 1e-16. Of the
 * texts one after the other: where one ends counts. Numbers among them are taken as they are: writing them as texts
 * takes longer than all else.
 */
export function textFingerprint(parts: readonly (string | number)[]): number {
  beginFingerprint();
  for (const part of parts) {
    if (typeof part === 'number') takeNumber(part);
    else takeText(part);
  }
  return endFingerprint();
}

/**
 * What was taken so far: high and low words, and those of every other word of a text, which do not wait for the first
 * two. In an array, as each would be an object of its own in a variable.
 */
const taken = new Int32Array(4);
const [HIGH, LOW, OTHER_HIGH, OTHER_LOW] = [0, 1, 2, 3] as const;

/** From here on parts are taken one after the other, for who would make a list of them only for this. */
export function beginFingerprint(): void {
  taken[HIGH] = 0xdeadbeef;
  taken[LOW] = 0x41c6ce57;
  taken[OTHER_HIGH] = 0x7f4a7c15;
  taken[OTHER_LOW] = 0x1ce4e5b9;
}

/** What `textFingerprint` gives of the parts that were taken. */
export function endFingerprint(): number {
  takeUnit(mixBits(taken[OTHER_HIGH] as number));
  takeUnit(mixBits(taken[OTHER_LOW] as number));
  const low = taken[LOW] as number;
  const mixedHigh = mixBits(taken[HIGH] as number) ^ mixBits(low ^ 0x2545f491);
  return (mixedHigh & 0x1fffff) * 2 ** 32 + mixBits(low ^ mixedHigh);
}

export function takeText(text: string): void {
  takeUnit(0x10000 + text.length); // Where a text ends counts.
  if (text.length === 0) return; // As most system texts are.
  if (text.length <= MOST_UNITS) takePiece(text);
  else for (let at = 0; at < text.length; at += MOST_UNITS) takePiece(text.slice(at, at + MOST_UNITS));
}

/** Four characters a word where all are ASCII; of others two, as they are: UTF-8 has half surrogates all alike. */
function takePiece(text: string): void {
  const length = encoder.encodeInto(text, bytes).written;
  if (length === text.length) {
    takeBytes(length);
    return;
  }
  takeUnit(2 * text.length); // The bytes of other characters may be those of ASCII.
  takeBytes(bytes.write(text, 'utf16le'));
}

function takeBytes(length: number): void {
  const end = Math.ceil(length / Uint32Array.BYTES_PER_ELEMENT);
  for (let at = length; at < length + PAIR_BYTES; at++) bytes[at] = 0; // What is left of the last pair of words.
  // What the loop shares with others would be in memory rather than in registers.
  let high = taken[HIGH] as number;
  let low = taken[LOW] as number;
  let otherHigh = taken[OTHER_HIGH] as number;
  let otherLow = taken[OTHER_LOW] as number;
  for (let at = 0; at < end; at += 2) {
    const word = words[at] as number;
    const other = words[at + 1] as number;
    high = Math.imul(high ^ word, 0x9e3779b1);
    high ^= high >>> 15; // A product carries upwards only.
    low = Math.imul(low ^ word, 0x5f356495);
    low ^= low >>> 13;
    otherHigh = Math.imul(otherHigh ^ other, 0x9e3779b1);
    otherHigh ^= otherHigh >>> 15;
    otherLow = Math.imul(otherLow ^ other, 0x5f356495);
    otherLow ^= otherLow >>> 13;
  }
  taken[HIGH] = high;
  taken[LOW] = low;
  taken[OTHER_HIGH] = otherHigh;
  taken[OTHER_LOW] = otherLow;
}

export function takeNumber(value: number): void {
  number[0] = value;
  for (let at = 0; at < halves.length; at++) takeUnit(mixBits(halves[at] as number)); // Scores differ in few high bits.
}

function takeUnit(unit: number): void {
  taken[HIGH] = Math.imul((taken[HIGH] as number) ^ unit, 0x9e3779b1);
  taken[LOW] = Math.imul((taken[LOW] as number) ^ unit, 0x5f356495);
}
