/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import { standardised } from './standardise';

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

/** Standardises and clips a row of features. */
export function standardise({ mean, scale }: Network, row: ArrayLike<number>): Float64Array {
  return Float64Array.from(row, (value, index) => standardised(value, mean[index]!, scale[index]!));
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

/** The value of a row of features. */
export function evaluate(network: Network, row: ArrayLike<number>): number {
  return forward(network, standardise(network, row), new Float64Array(network.hiddenUnits));
}
