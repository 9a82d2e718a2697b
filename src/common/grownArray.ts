/**
 * A longer copy of a typed array, zeros after its elements.
 * @param length elements that it must have room for; it gets twice as many as before at least, so that adding elements
 * one by one takes constant time on average
 */
export function grownArray<T extends Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array>(
  array: T,
  length: number,
): T {
  const ArrayType = array.constructor as new (length: number) => T;
  const longer = new ArrayType(Math.max(2 * array.length, length));
  longer.set(array);
  return longer;
}
