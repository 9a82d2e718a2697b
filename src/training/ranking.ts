/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import { Adam } from './adam';
import { backward, createNetwork, forward, standardise, type Network } from './network';
import { Random } from './random';

/** `better` and `worse` are indexes of rows; `margin` is the least strength between them. */
export interface Comparison {
  readonly better: number;
  readonly worse: number;
  readonly weight: number;
  readonly margin?: number;
}

export interface RankingOptions {
  readonly hiddenUnits: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Decoupled weight decay. */
  readonly decay: number;
  readonly seed: number;
}

/**
 * Trains a network so that better rows are stronger than worse ones: logistic loss on differences of strength
 * (RankNet, Burges et al. 2005), Adam with decoupled weight decay and a linearly falling rate.
 */
export function trainRanking(
  rows: readonly (readonly number[])[],
  comparisons: readonly Comparison[],
  options: RankingOptions,
): Network {
  const random = new Random(options.seed);
  const network = createNetwork(rows, options.hiddenUnits, random);
  const inputs = rows.map((row) => standardise(network, row));
  const optimiser = new Adam(network.weights, options.decay);
  const batches = Math.ceil(comparisons.length / options.batchSize);
  const steps = options.epochs * batches;
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const order = random.shuffled(comparisons);
    for (let batch = 0; batch < batches; batch++) {
      const slice = order.slice(batch * options.batchSize, (batch + 1) * options.batchSize);
      const rate = options.learningRate * (1 - (epoch * batches + batch) / steps);
      optimiser.step(comparisonGradient(network, inputs, slice), rate);
    }
  }
  return network;
}

function comparisonGradient(
  network: Network,
  inputs: readonly Float64Array[],
  slice: readonly Comparison[],
): Float64Array {
  const gradient = new Float64Array(network.weights.length);
  const higher = new Float64Array(network.hiddenUnits);
  const lower = new Float64Array(network.hiddenUnits);
  for (const { better, worse, weight, margin = 0 } of slice) {
    const first = inputs[better]!;
    const second = inputs[worse]!;
    const difference = forward(network, first, higher) - forward(network, second, lower) - margin;
    const slope = -weight / (1 + Math.exp(difference)) / slice.length;
    backward(network, first, higher, slope, gradient);
    backward(network, second, lower, -slope, gradient);
  }
  return gradient;
}
