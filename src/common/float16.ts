/** IEEE 754 binary16 of each number, rounded to nearest even; magnitudes from 65,520 on become infinity. */
export function toFloat16(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  return Uint16Array.from(bits, halfBits);
}

/** The numbers that bit patterns of IEEE 754 binary16 stand for, exactly. */
export function fromFloat16(halves: Uint16Array): Float32Array {
  return Float32Array.from(halves, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >>> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : Number.NaN;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}

function halfBits(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude >= 0x7f800000) return sign | (magnitude > 0x7f800000 ? 0x7e00 : 0x7c00);
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude >= 0x38800000) return sign | roundedShift(magnitude - 0x38000000, 13);
  return sign | subnormalHalf(magnitude);
}

/** Below 2^-14 the significand, with its leading one made explicit, is shifted until the exponent fits. */
function subnormalHalf(magnitude: number): number {
  const shift = 126 - (magnitude >>> 23);
  return shift > 24 ? 0 : roundedShift((magnitude & 0x7fffff) | 0x800000, shift);
}

function roundedShift(value: number, shift: number): number {
  const half = 2 ** (shift - 1);
  const whole = Math.floor(value / 2 ** shift);
  const rest = value - whole * 2 ** shift;
  const roundUp = rest > half || (rest === half && whole % 2 === 1);
  return whole + (roundUp ? 1 : 0);
}
