/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import type { Random } from './random';

/**
 * A one-hidden-layer network with a linear path around it, in double precision:
 * `value(x) = output · tanh(hidden · z + hiddenBias) + linear · z + bias`, where z is x standardised and clipped.
 * An input whose scale is 0 is not used.
 */
export interface Network {
  readonly inputs: number;
  readonly hiddenUnits: number;
  readonly mean: Float64Array;
  readonly scale: Float64Array;
  /** hidden (units × inputs), hidden bias (units), output (units), linear (inputs), bias (1), one after another. */
  readonly weights: Float64Array;
}

/** Standardised inputs are clipped here so that no outlier text leaves the range that was trained. */
export const INPUT_CLIP = 4;
/** Features that hardly vary in training are not blown up. */
const LEAST_DEVIATION = 0.02;

/** Where each group of weights starts. */
export function weightOffsets(
  inputs: number,
  hiddenUnits: number,
): Record<'hiddenBias' | 'output' | 'linear' | 'bias', number> {
  const hiddenBias = inputs * hiddenUnits;
  const output = hiddenBias + hiddenUnits;
  const linear = output + hiddenUnits;
  return { hiddenBias, output, linear, bias: linear + inputs };
}

/** A network of zeros whose standardisation fits the rows. @param used which inputs count; all by default */
export function emptyNetwork(
  rows: readonly (readonly number[])[],
  hiddenUnits: number,
  used: (input: number) => boolean = () => true,
): Network {
  const inputs = rows[0]?.length ?? 0;
  const mean = new Float64Array(inputs);
  const scale = new Float64Array(inputs);
  for (const row of rows) row.forEach((value, index) => (mean[index]! += value / rows.length));
  for (const row of rows) row.forEach((value, index) => (scale[index]! += (value - mean[index]!) ** 2 / rows.length));
  scale.forEach((variance, index) => {
    scale[index] = used(index) ? 1 / Math.max(Math.sqrt(variance), LEAST_DEVIATION) : 0;
  });
  return { inputs, hiddenUnits, mean, scale, weights: new Float64Array(weightOffsets(inputs, hiddenUnits).bias + 1) };
}

/** Gives the hidden layer small random weights, the start of training. */
export function initialise({ inputs, hiddenUnits, weights }: Network, random: Random): void {
  const { hiddenBias, output, linear } = weightOffsets(inputs, hiddenUnits);
  for (let index = 0; index < hiddenBias; index++) weights[index] = random.normal() / Math.sqrt(inputs);
  for (let index = output; index < linear; index++) weights[index] = (random.normal() * 0.3) / Math.sqrt(hiddenUnits);
}

/** Standardises and clips a row of features. */
export function standardise({ mean, scale }: Network, row: readonly number[]): Float64Array {
  return Float64Array.from(row, (value, index) => {
    const z = (value - mean[index]!) * scale[index]!;
    return Math.max(-INPUT_CLIP, Math.min(INPUT_CLIP, z));
  });
}

/** The value of a standardised row; fills `activations` (hidden units) for the backward pass. */
export function forward(network: Network, z: Float64Array, activations: Float64Array): number {
  const { inputs, hiddenUnits, weights } = network;
  const { hiddenBias, output, linear, bias } = weightOffsets(inputs, hiddenUnits);
  let value = weights[bias]!;
  for (let unit = 0; unit < hiddenUnits; unit++) {
    let sum = weights[hiddenBias + unit]!;
    const row = unit * inputs;
    for (let index = 0; index < inputs; index++) sum += weights[row + index]! * z[index]!;
    const activation = Math.tanh(sum);
    activations[unit] = activation;
    value += weights[output + unit]! * activation;
  }
  for (let index = 0; index < inputs; index++) value += weights[linear + index]! * z[index]!;
  return value;
}

/** Adds the gradient of `slope · value(z)` to `gradient`. */
export function backward(
  network: Network,
  z: Float64Array,
  activations: Float64Array,
  slope: number,
  gradient: Float64Array,
): void {
  const { inputs, hiddenUnits, weights } = network;
  const { hiddenBias, output, linear, bias } = weightOffsets(inputs, hiddenUnits);
  for (let unit = 0; unit < hiddenUnits; unit++) {
    const activation = activations[unit]!;
    gradient[output + unit]! += slope * activation;
    const inner = slope * weights[output + unit]! * (1 - activation * activation);
    gradient[hiddenBias + unit]! += inner;
    const row = unit * inputs;
    for (let index = 0; index < inputs; index++) gradient[row + index]! += inner * z[index]!;
  }
  for (let index = 0; index < inputs; index++) gradient[linear + index]! += slope * z[index]!;
  gradient[bias]! += slope;
}

/** The value of a row of features. */
export function evaluate(network: Network, row: readonly number[]): number {
  return forward(network, standardise(network, row), new Float64Array(network.hiddenUnits));
}
