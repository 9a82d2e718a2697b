/** The bytes of an array of numbers: a view of the same memory, in the byte order of the machine. */
export function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
