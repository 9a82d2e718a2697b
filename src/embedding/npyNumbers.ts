export type NumberType = 'float16' | 'float32' | 'float64';

export const NUMBER_BYTES: Readonly<Record<NumberType, number>> = { float16: 2, float32: 4, float64: 8 };

/**
 * Little-endian bytes as float32 numbers. Every platform that Node runs the extension on is little-endian, so the bytes
 * are viewed as numbers in place.
 * @param bytes a buffer of its own (offset 0), so that views into it are aligned
 */
export function decodeNumbers(bytes: ArrayBuffer, type: NumberType): Float32Array {
  if (type === 'float32') return new Float32Array(bytes);
  if (type === 'float64') return Float32Array.from(new Float64Array(bytes));
  return Float32Array.from(new Uint16Array(bytes), fromFloat16);
}

/** IEEE 754 binary16 as a number. */
function fromFloat16(bits: number): number {
  const sign = bits >>> 15 === 0 ? 1 : -1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}
