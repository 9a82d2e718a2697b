/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
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

/** The value of a row of features. */
export function evaluate(network: Network, row: readonly number[]): number {
  return forward(network, standardise(network, row), new Float64Array(network.hiddenUnits));
}

/** The network without the inputs that it does not use, and which those are. */
export function withUsedInputs(network: Network): { network: Network; columns: number[] } {
  const { inputs, hiddenUnits, mean, scale, weights } = network;
  const columns = Array.from({ length: inputs }, (_, input) => input).filter((input) => scale[input] !== 0);
  const offsets = weightOffsets(inputs, hiddenUnits);
  const kept = [
    ...Array.from({ length: hiddenUnits }, (_, unit) => columns.map((input) => weights[unit * inputs + input]!)).flat(),
    ...weights.subarray(offsets.hiddenBias, offsets.linear),
    ...columns.map((input) => weights[offsets.linear + input]!),
    weights[offsets.bias]!,
  ];
  return {
    columns,
    network: {
      inputs: columns.length,
      hiddenUnits,
      mean: Float64Array.from(columns, (input) => mean[input]!),
      scale: Float64Array.from(columns, (input) => scale[input]!),
      weights: Float64Array.from(kept),
    },
  };
}
