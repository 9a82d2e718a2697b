import type { Pooling } from '../../inference/onnxFolder/modelOverrides';

/**
 * One vector for a sequence of token states, in float64 until it is stored.
 * @param states row-major, at least length × width; what follows is padding
 * @param target gets `width` numbers
 */
export function pool(pooling: Pooling, states: Float32Array, length: number, target: Float32Array): void {
  const width = target.length;
  if (pooling !== 'mean') {
    const position = pooling === 'cls' ? 0 : length - 1;
    target.set(states.subarray(position * width, (position + 1) * width));
    return;
  }
  for (let column = 0; column < width; column++) {
    let sum = 0;
    for (let position = 0; position < length; position++) sum += states[position * width + column] as number;
    target[column] = sum / length;
  }
}
