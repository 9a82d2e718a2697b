import { hash } from 'node:crypto';
import { BYTE, isWhiteSpace } from '../dataset/bytes';

/** Hexadecimal digits of a content hash. */
export const HASH_DIGITS = 64;
const DIGITS_OF_A_WORD = 8;

/**
 * SHA-256 of a row's canonical JSON: its bytes without the white space outside strings, so that the same row is known
 * again however it is laid out. Keys keep their order.
 * @param bytes of the row; they are no longer the row's afterwards
 * @returns hexadecimal digits
 */
export function contentHash(bytes: Buffer): string {
  return hash('sha256', withoutSpace(bytes)); // In one go: an object for each hash takes several times as long.
}

/**
 * How a row is named in decisions. Joined, since that makes a plain text: a template's would hold on to its parts as well.
 * @param content its content hash
 * @param occurrence among rows of the same content, in file order, from 0
 */
export function rowId(content: string, occurrence: number): string {
  return [content, occurrence].join('#');
}

/** The content hash in the id of a row. */
export function hashIn(id: string): string {
  return id.slice(0, HASH_DIGITS);
}

/** The occurrence in the id of a row. */
export function occurrenceIn(id: string): number {
  return Number(id.slice(HASH_DIGITS + 1));
}

/** The first 32 bits of a content hash, or of the id of a row, as a signed integer. */
export function beginningOf(content: string): number {
  return parseInt(content.slice(0, DIGITS_OF_A_WORD), 16) | 0;
}

/** Moves what is left together in place: a row is copied once at most. */
function withoutSpace(bytes: Buffer): Buffer {
  let end = 0;
  let start = 0;
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at];
    if (isWhiteSpace(byte)) {
      bytes.copyWithin(end, start, at);
      end += at - start;
      start = ++at;
    } else at = byte === BYTE.quote ? endOfString(bytes, at) : at + 1;
  }
  bytes.copyWithin(end, start);
  return bytes.subarray(0, end + bytes.length - start);
}

/** Where the string that begins at a quote ends: behind its closing quote, or with the bytes. */
function endOfString(bytes: Buffer, start: number): number {
  for (let from = start + 1; ;) {
    const quote = bytes.indexOf(BYTE.quote, from);
    if (quote === -1) return bytes.length;
    let escapes = quote;
    while (bytes[escapes - 1] === BYTE.backslash) escapes--;
    if ((quote - escapes) % 2 === 0) return quote + 1;
    from = quote + 1;
  }
}
