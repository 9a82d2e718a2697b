/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import { weightOffsets, type Network } from '../scoring/builtIn/network';
import type { Random } from '../common/random';

/** Features that hardly vary in training are not blown up. */
const LEAST_DEVIATION = 0.02;

/** A network of zeros whose standardisation fits the rows. @param used which inputs count; all by default */
export function emptyNetwork(
  rows: readonly (readonly number[] | Float64Array)[],
  hiddenUnits: number,
  used: (input: number) => boolean = () => true,
): Network {
  const inputs = rows[0]?.length ?? 0;
  const mean = new Float64Array(inputs);
  const scale = new Float64Array(inputs);
  for (const row of rows) row.forEach((value: number, index: number) => (mean[index]! += value / rows.length));
  for (const row of rows)
    row.forEach((value: number, index: number) => (scale[index]! += (value - mean[index]!) ** 2 / rows.length));
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
