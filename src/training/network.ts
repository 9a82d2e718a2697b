/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import type { Random } from './random';

/**
 * A one-hidden-layer network with a linear path around it, in double precision:
 * `strength(x) = output · tanh(hidden · z + hiddenBias) + linear · z`, where z is x standardised and clipped.
 */
export interface Network {
  readonly inputs: number;
  readonly hiddenUnits: number;
  readonly mean: Float64Array;
  readonly scale: Float64Array;
  /** hidden (units × inputs), hidden bias (units), output (units), linear (inputs), one after another. */
  readonly weights: Float64Array;
}

/** Standardised inputs are clipped here so that no outlier text leaves the range that was trained. */
export const INPUT_CLIP = 4;

/** Where each group of weights starts. */
export function weightOffsets(
  inputs: number,
  hiddenUnits: number,
): { bias: number; output: number; linear: number; size: number } {
  const bias = inputs * hiddenUnits;
  return { bias, output: bias + hiddenUnits, linear: bias + 2 * hiddenUnits, size: bias + 2 * hiddenUnits + inputs };
}

/** A network with small random weights whose standardisation fits the rows. */
export function createNetwork(rows: readonly (readonly number[])[], hiddenUnits: number, random: Random): Network {
  const inputs = rows[0]?.length ?? 0;
  const { bias, output, linear, size } = weightOffsets(inputs, hiddenUnits);
  const weights = new Float64Array(size);
  for (let index = 0; index < bias; index++) weights[index] = random.normal() / Math.sqrt(inputs);
  for (let index = output; index < linear; index++) weights[index] = (random.normal() * 0.3) / Math.sqrt(hiddenUnits);
  return { inputs, hiddenUnits, ...standardisation(rows, inputs), weights };
}

function standardisation(rows: readonly (readonly number[])[], inputs: number): Pick<Network, 'mean' | 'scale'> {
  const mean = new Float64Array(inputs);
  const scale = new Float64Array(inputs);
  for (const row of rows) row.forEach((value, index) => (mean[index]! += value / rows.length));
  for (const row of rows) row.forEach((value, index) => (scale[index]! += (value - mean[index]!) ** 2 / rows.length));
  return { mean, scale: scale.map((variance) => 1 / Math.max(Math.sqrt(variance), 0.02)) };
}

/** Standardises and clips a row of features. */
export function standardise(network: Network, row: readonly number[]): Float64Array {
  return Float64Array.from(row, (value, index) => {
    const z = (value - network.mean[index]!) * network.scale[index]!;
    return Math.max(-INPUT_CLIP, Math.min(INPUT_CLIP, z));
  });
}

/** The strength of a standardised row; fills `activations` (hidden units) for the backward pass. */
export function forward(network: Network, z: Float64Array, activations: Float64Array): number {
  const { inputs, hiddenUnits, weights } = network;
  const { bias, output, linear } = weightOffsets(inputs, hiddenUnits);
  let strength = 0;
  for (let unit = 0; unit < hiddenUnits; unit++) {
    let sum = weights[bias + unit]!;
    const row = unit * inputs;
    for (let index = 0; index < inputs; index++) sum += weights[row + index]! * z[index]!;
    const activation = Math.tanh(sum);
    activations[unit] = activation;
    strength += weights[output + unit]! * activation;
  }
  for (let index = 0; index < inputs; index++) strength += weights[linear + index]! * z[index]!;
  return strength;
}

/** Adds the gradient of `slope · strength(z)` to `gradient`. */
export function backward(
  network: Network,
  z: Float64Array,
  activations: Float64Array,
  slope: number,
  gradient: Float64Array,
): void {
  const { inputs, hiddenUnits, weights } = network;
  const { bias, output, linear } = weightOffsets(inputs, hiddenUnits);
  for (let unit = 0; unit < hiddenUnits; unit++) {
    const activation = activations[unit]!;
    gradient[output + unit]! += slope * activation;
    const inner = slope * weights[output + unit]! * (1 - activation * activation);
    gradient[bias + unit]! += inner;
    const row = unit * inputs;
    for (let index = 0; index < inputs; index++) gradient[row + index]! += inner * z[index]!;
  }
  for (let index = 0; index < inputs; index++) gradient[linear + index]! += slope * z[index]!;
}
