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

/** What was taken so far. Of a text every other word goes into the other pair: two that do not wait for each other. */
let high = 0;
let low = 0;
let otherHigh = 0;
let otherLow = 0;

/**
 * A number that tells texts apart, from 0 to 2^53: two different ones share it with a probability of 1e-16. Of the
 * texts one after the other: where one ends counts. Numbers among them are taken as they are: writing them as texts
 * takes longer than all else.
 */
export function textFingerprint(parts: readonly (string | number)[]): number {
  high = 0xdeadbeef;
  low = 0x41c6ce57;
  otherHigh = 0x7f4a7c15;
  otherLow = 0x1ce4e5b9;
  for (const part of parts) {
    if (typeof part === 'number') takeNumber(part);
    else takeText(part);
  }
  takeUnit(mixBits(otherHigh));
  takeUnit(mixBits(otherLow));
  const mixedHigh = mixBits(high) ^ mixBits(low ^ 0x2545f491);
  return (mixedHigh & 0x1fffff) * 2 ** 32 + mixBits(low ^ mixedHigh);
}

function takeText(text: string): void {
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
  let [ownHigh, ownLow, nextHigh, nextLow] = [high, low, otherHigh, otherLow];
  for (let at = 0; at < end; at += 2) {
    const word = words[at] as number;
    const next = words[at + 1] as number;
    ownHigh = Math.imul(ownHigh ^ word, 0x9e3779b1);
    ownHigh ^= ownHigh >>> 15; // A product carries upwards only.
    ownLow = Math.imul(ownLow ^ word, 0x5f356495);
    ownLow ^= ownLow >>> 13;
    nextHigh = Math.imul(nextHigh ^ next, 0x9e3779b1);
    nextHigh ^= nextHigh >>> 15;
    nextLow = Math.imul(nextLow ^ next, 0x5f356495);
    nextLow ^= nextLow >>> 13;
  }
  [high, low, otherHigh, otherLow] = [ownHigh, ownLow, nextHigh, nextLow];
}

function takeNumber(value: number): void {
  number[0] = value;
  for (let at = 0; at < halves.length; at++) takeUnit(mixBits(halves[at] as number)); // Scores differ in few high bits.
}

function takeUnit(unit: number): void {
  high = Math.imul(high ^ unit, 0x9e3779b1);
  low = Math.imul(low ^ unit, 0x5f356495);
}
