/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import { forward, standardise, type Network } from '../scoring/builtIn/network';
import { Adam } from './adam';
import { backward, emptyNetwork, initialise } from './network';
import { Random } from '../common/random';

/** `better` and `worse` are indexes of rows; `margin` is the least difference wanted between their values. */
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
  /** Weight of a second loss that also wants better rows above 0 and worse rows below; 0 by default. */
  readonly separation?: number;
  /** Which inputs the network may use; all by default. */
  readonly uses?: (input: number) => boolean;
}

/**
 * Trains a network so that better rows have higher values than worse ones: logistic loss on differences of value
 * (RankNet, Burges et al. 2005), Adam with decoupled weight decay and a linearly falling rate.
 */
export function trainRanking(
  rows: readonly (readonly number[])[],
  comparisons: readonly Comparison[],
  options: RankingOptions,
): Network {
  const random = new Random(options.seed);
  const involved = [...new Set(comparisons.flatMap(({ better, worse }) => [better, worse]))].map(
    (index) => rows[index]!,
  );
  const network = emptyNetwork(involved, options.hiddenUnits, options.uses);
  initialise(network, random);
  const inputs = new Map<number, Float64Array>();
  for (const { better, worse } of comparisons) {
    for (const index of [better, worse]) if (!inputs.has(index)) inputs.set(index, standardise(network, rows[index]!));
  }
  const optimiser = new Adam(network.weights, options.decay);
  const batches = Math.ceil(comparisons.length / options.batchSize);
  const steps = options.epochs * batches;
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    const order = random.shuffled(comparisons);
    for (let batch = 0; batch < batches; batch++) {
      const slice = order.slice(batch * options.batchSize, (batch + 1) * options.batchSize);
      const rate = options.learningRate * (1 - (epoch * batches + batch) / steps);
      optimiser.step(rankingGradient(network, inputs, slice, options.separation ?? 0), rate);
    }
  }
  return network;
}

function rankingGradient(
  network: Network,
  inputs: ReadonlyMap<number, Float64Array>,
  slice: readonly Comparison[],
  separation: number,
): Float64Array {
  const gradient = new Float64Array(network.weights.length);
  const higher = new Float64Array(network.hiddenUnits);
  const lower = new Float64Array(network.hiddenUnits);
  for (const { better, worse, weight, margin = 0 } of slice) {
    const first = inputs.get(better)!;
    const second = inputs.get(worse)!;
    const high = forward(network, first, higher);
    const low = forward(network, second, lower);
    const scale = weight / slice.length;
    const slope = -scale / (1 + Math.exp(high - low - margin));
    backward(network, first, higher, slope - (separation * scale) / (1 + Math.exp(high)), gradient);
    backward(network, second, lower, -slope + (separation * scale) / (1 + Math.exp(-low)), gradient);
  }
  return gradient;
}
