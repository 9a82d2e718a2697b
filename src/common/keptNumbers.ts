/** The bytes of an array of numbers: a view of the same memory, in the byte order of the machine. */
export function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Arrays of numbers that are kept begin at a multiple of so many bytes, as the widest of them have to for a view. */
export const ALIGNMENT = 8;

type NumbersType<T> = {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): T;
};

/**
 * The numbers whose bytes `bytesOf` gave: a view of the same memory where they are aligned, since touching new memory
 * takes longer than all else of reading what was kept; else a copy.
 * @param bytes a whole number of elements, which nobody else writes to
 */
export function numbersIn<T>(ArrayType: NumbersType<T>, bytes: Uint8Array): T {
  const { buffer, byteOffset, length } = bytes;
  const count = length / ArrayType.BYTES_PER_ELEMENT;
  if (byteOffset % ArrayType.BYTES_PER_ELEMENT === 0) return new ArrayType(buffer, byteOffset, count);
  return new ArrayType(new Uint8Array(bytes).buffer, 0, count);
}

/** JSON, as bytes, with blanks at its end: so many that what follows is aligned. @param before bytes that precede it */
export function alignedJson(value: unknown, before: number): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(value));
  const end = Math.ceil((before + json.length) / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(end - before).fill(BLANK);
  bytes.set(json);
  return bytes;
}

const BLANK = 0x20;
