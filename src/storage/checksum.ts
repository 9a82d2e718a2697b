import { crc32 } from 'node:zlib';

/** The CRC-32, and a byte that keeps values with a checksum from having the length of others without. */
const BYTES = 5;

/** The bytes and, behind them, their checksum: a broken disk gives back what it made of them. */
export function withChecksum(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length + BYTES);
  result.set(bytes);
  viewOf(result).setUint32(bytes.length, crc32(bytes), true);
  return result;
}

/** @returns what stands before the checksum; undefined when they do not fit each other */
export function withoutChecksum(value: Uint8Array): Uint8Array | undefined {
  const end = value.length - BYTES;
  if (end < 0) return undefined;
  const bytes = value.subarray(0, end);
  return viewOf(value).getUint32(end, true) === crc32(bytes) ? bytes : undefined;
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
