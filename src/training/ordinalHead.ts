/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import { Random } from '../common/random';
import { forward, standardise, type Network } from '../scoring/builtIn/network';
import { HIGHEST_SCORE, LOWEST_SCORE } from '../scoring/scorer';
import { Adam } from './adam';
import { backward, emptyNetwork, initialise } from './network';

/** Texts with scores, as numbers. */
export interface TrainingSet {
  /** Row-major, one row a text. */
  readonly features: Float64Array;
  readonly inputs: number;
  /** 1 to 6. */
  readonly scores: Float64Array;
  /** Texts that were ranked together have the same number; -1 = alone. */
  readonly chains: Int32Array;
}

/**
 * Six ordinal classes: a network gives one value v, and P(score > k) = σ(v − threshold k) for k = 1 … 5. The score is
 * the expectation, 1 + Σ P(score > k).
 */
export interface OrdinalHead {
  readonly network: Network;
  /** Five, of any size. */
  readonly thresholds: Float64Array;
}

export interface FitOptions {
  readonly seed: number;
  readonly hiddenUnits: number;
  readonly learningRate: number;
  /** Decoupled weight decay. */
  readonly decay: number;
  /** Weight of the loss on pairs within a chain beside that on scores. */
  readonly pairWeight: number;
  /** Most passes over the texts. */
  readonly epochs: number;
  /** Passes without a better validation loss after which training ends. */
  readonly patience: number;
}

export const FIT_OPTIONS: Omit<FitOptions, 'seed'> = {
  hiddenUnits: 8,
  learningRate: 0.003,
  decay: 0.02,
  pairWeight: 1,
  epochs: 60,
  patience: 8,
};

/** What is trained on, and what tells when to stop. */
export interface FitTask {
  readonly set: TrainingSet;
  /** Rows of the set. */
  readonly training: readonly number[];
  /** Empty = all epochs are run. */
  readonly validation: readonly number[];
  readonly options: FitOptions;
}

export interface FittedHead {
  readonly head: OrdinalHead;
  /** Passes after which the head was the best. */
  readonly epochs: number;
}

const THRESHOLDS = HIGHEST_SCORE - LOWEST_SCORE;
/** Texts per step, about: at most so many, and few enough for several steps per pass. */
const MOST_BATCH_ROWS = 96;
const STEPS_PER_PASS = 16;
/** Scores that differ by less are not ordered by it. */
const LEAST_DIFFERENCE = 0.25;

/** The score of a standardised row. @param activations filled for the backward pass */
function headScore({ network, thresholds }: OrdinalHead, z: Float64Array, activations: Float64Array): number {
  return expectation(forward(network, z, activations), thresholds);
}

/** Scores of rows of a set, in the order asked for. */
export function headScores(head: OrdinalHead, { features, inputs }: TrainingSet, rows: readonly number[]): number[] {
  const activations = new Float64Array(head.network.hiddenUnits);
  return rows.map((row) => headScore(head, standardise(head.network, rowOf(features, inputs, row)), activations));
}

/** Trains a head; the same task gives the same head. */
export function fitHead({ set, training, validation, options }: FitTask): FittedHead {
  return new Fit(set, training, validation, options).run();
}

class Fit {
  private readonly random: Random;
  private readonly head: OrdinalHead;
  private readonly z = new Map<number, Float64Array>();
  private readonly weightsOptimiser: Adam;
  private readonly thresholdsOptimiser: Adam;
  private readonly groups: readonly (readonly number[])[];
  private readonly batchRows: number;

  constructor(
    private readonly set: TrainingSet,
    training: readonly number[],
    private readonly validation: readonly number[],
    private readonly options: FitOptions,
  ) {
    this.random = new Random(options.seed);
    const { features, inputs, scores } = set;
    const rows = training.map((row) => rowOf(features, inputs, row));
    const network = emptyNetwork(rows, options.hiddenUnits);
    initialise(network, this.random);
    const thresholds = firstThresholds(training.map((row) => scores[row]!));
    this.head = { network, thresholds };
    for (const row of [...training, ...validation]) {
      this.z.set(row, standardise(network, rowOf(features, inputs, row)));
    }
    this.groups = inGroups(training, set.chains);
    this.batchRows = Math.min(MOST_BATCH_ROWS, training.length / STEPS_PER_PASS);
    this.weightsOptimiser = new Adam(network.weights, options.decay);
    this.thresholdsOptimiser = new Adam(thresholds, 0);
  }

  run(): FittedHead {
    const { epochs, patience } = this.options;
    let best = { loss: Number.POSITIVE_INFINITY, head: copyOf(this.head), epochs: 0 };
    for (let epoch = 1; epoch <= epochs && epoch - best.epochs <= patience; epoch++) {
      this.pass(1 - (epoch - 1) / epochs);
      const loss = this.validation.length === 0 ? -epoch : this.validationLoss();
      if (loss < best.loss) best = { loss, head: copyOf(this.head), epochs: epoch };
    }
    return { head: best.head, epochs: best.epochs };
  }

  /** One pass over the texts, the chains in another order each time. @param pace falls from 1 to 0 */
  private pass(pace: number): void {
    let batch: (readonly number[])[] = [];
    let rows = 0;
    for (const group of this.random.shuffled(this.groups)) {
      batch.push(group);
      rows += group.length;
      if (rows < this.batchRows) continue;
      this.step(batch, rows, pace);
      batch = [];
      rows = 0;
    }
    if (rows > 0) this.step(batch, rows, pace);
  }

  private step(groups: readonly (readonly number[])[], rows: number, pace: number): void {
    const { network, thresholds } = this.head;
    const weightSlopes = new Float64Array(network.weights.length);
    const thresholdSlopes = new Float64Array(thresholds.length);
    for (const group of groups) {
      const { values, activations } = this.valuesOf(group);
      const { slopes } = this.lossOf(group, values, thresholdSlopes);
      group.forEach((row, at) => {
        backward(network, this.z.get(row)!, activations[at]!, slopes[at]! / rows, weightSlopes);
      });
    }
    for (let at = 0; at < thresholds.length; at++) thresholdSlopes[at]! /= rows;
    this.weightsOptimiser.step(weightSlopes, this.options.learningRate * pace);
    this.thresholdsOptimiser.step(thresholdSlopes, this.options.learningRate * pace);
    thresholds.sort();
  }

  private validationLoss(): number {
    const unused = new Float64Array(THRESHOLDS);
    const groups = inGroups(this.validation, this.set.chains);
    return groups.reduce((sum, group) => sum + this.lossOf(group, this.valuesOf(group).values, unused).loss, 0);
  }

  private valuesOf(group: readonly number[]): { values: number[]; activations: Float64Array[] } {
    const { network } = this.head;
    const activations = group.map(() => new Float64Array(network.hiddenUnits));
    return { values: group.map((row, at) => forward(network, this.z.get(row)!, activations[at]!)), activations };
  }

  /**
   * Loss of a group and its slope by each value; adds the slopes by the thresholds. The loss is the cross-entropy of the
   * five questions "above k?", with a score between two classes as a share, and of the order of each pair of the group.
   */
  private lossOf(
    group: readonly number[],
    values: readonly number[],
    thresholdSlopes: Float64Array,
  ): { loss: number; slopes: number[] } {
    const { scores } = this.set;
    const { thresholds } = this.head;
    const slopes = group.map(() => 0);
    let loss = 0;
    group.forEach((row, at) => {
      for (let k = 0; k < THRESHOLDS; k++) {
        const wanted = Math.min(1, Math.max(0, scores[row]! - LOWEST_SCORE - k));
        const logit = values[at]! - thresholds[k]!;
        loss += softplus(logit) - wanted * logit;
        const slope = sigmoid(logit) - wanted;
        slopes[at]! += slope;
        thresholdSlopes[k]! -= slope;
      }
    });
    if (this.set.chains[group[0]!] === -1) return { loss, slopes };
    const weight = (this.options.pairWeight * 2) / Math.max(1, group.length - 1);
    for (let first = 0; first < group.length; first++) {
      for (let second = first + 1; second < group.length; second++) {
        const difference = scores[group[first]!]! - scores[group[second]!]!;
        if (Math.abs(difference) < LEAST_DIFFERENCE) continue;
        const sign = Math.sign(difference);
        const margin = sign * (values[first]! - values[second]!);
        loss += weight * softplus(-margin);
        const slope = -weight * sign * sigmoid(-margin);
        slopes[first]! += slope;
        slopes[second]! -= slope;
      }
    }
    return { loss, slopes };
  }
}

/** The rows of each chain together, those without one alone; in the order of the rows. */
function inGroups(rows: readonly number[], chains: Int32Array): number[][] {
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const chain = chains[row]!;
    const key = chain === -1 ? -1 - row : chain;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

/** Where the thresholds lie when the value says nothing yet: as often as scores are above. */
function firstThresholds(scores: readonly number[]): Float64Array {
  return Float64Array.from({ length: THRESHOLDS }, (_, k) => {
    const above = scores.reduce((sum, score) => sum + Math.min(1, Math.max(0, score - LOWEST_SCORE - k)), 0);
    const share = (above + 0.5) / (scores.length + 1);
    return Math.log((1 - share) / share);
  });
}

function expectation(value: number, thresholds: Float64Array): number {
  return thresholds.reduce((sum, threshold) => sum + sigmoid(value - threshold), LOWEST_SCORE);
}

function copyOf({ network, thresholds }: OrdinalHead): OrdinalHead {
  return { network: { ...network, weights: network.weights.slice() }, thresholds: thresholds.slice() };
}

function rowOf(features: Float64Array, inputs: number, row: number): Float64Array {
  return features.subarray(row * inputs, (row + 1) * inputs);
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function softplus(value: number): number {
  return Math.max(0, value) + Math.log1p(Math.exp(-Math.abs(value)));
}
