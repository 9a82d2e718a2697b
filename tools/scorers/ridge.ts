/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import { linearInput, type LinearModel } from '../../src/scoring/builtIn/head';

export interface RidgeOptions {
  /** Penalty of a squared weight, in rows; of each input, or the same of all. */
  readonly penalty: number | ((input: number) => number);
  /** Inputs whose weight may not be negative; none by default. */
  readonly rising?: (input: number) => boolean;
}

/** A row that is learned from: its features, the value it should have, and the group that it belongs to. */
export interface LabelledRow {
  readonly features: Float64Array;
  readonly value: number;
  readonly weight: number;
  readonly group: string;
}

/** Features that hardly vary in training are not blown up. */
const LEAST_DEVIATION = 0.02;
const SWEEPS = 300;

/**
 * Ridge regression in which what differs within a group counts twice as much as what differs between groups (a source
 * says little about the next one), solved by coordinate descent so that weights can be kept from falling below zero.
 */
export function fitRidge(rows: readonly LabelledRow[], { penalty, rising }: RidgeOptions): LinearModel {
  const standard = standardisation(rows);
  const inputs = standard.mean.length;
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const offset = rows.reduce((sum, { weight, value }) => sum + weight * value, 0) / total;
  const empty: LinearModel = { offset, ...standard, weights: new Float64Array(inputs) };
  const products = Array.from({ length: inputs }, () => new Float64Array(inputs));
  const aims = new Float64Array(inputs);
  const add = (z: Float64Array, aim: number, weight: number): void => {
    for (let row = 0; row < inputs; row++) {
      const scaled = weight * z[row]!;
      if (scaled === 0) continue;
      aims[row]! += scaled * aim;
      const line = products[row]!;
      for (let column = 0; column < inputs; column++) line[column]! += scaled * z[column]!;
    }
  };
  for (const group of groupsOf(rows)) {
    const mean = new Float64Array(inputs);
    let meanAim = 0;
    let groupWeight = 0;
    for (const { features, value, weight } of group) {
      const z = Float64Array.from(empty.weights, (_, index) => linearInput(empty, features, index));
      add(z, value - offset, 2 * weight);
      for (let index = 0; index < inputs; index++) mean[index]! += weight * z[index]!;
      meanAim += weight * (value - offset);
      groupWeight += weight;
    }
    add(
      mean.map((sum) => sum / groupWeight),
      meanAim / groupWeight,
      -groupWeight,
    );
  }
  const penaltyOf = typeof penalty === 'number' ? (): number => penalty : penalty;
  const weights = descend(products, aims, penaltyOf, rising ?? (() => false));
  return { ...empty, weights: weights.map((weight) => Number(weight.toPrecision(6))) };
}

/** Rows by group, in the order in which the groups first occur. */
export function groupsOf<Row extends { readonly group: string }>(rows: readonly Row[]): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.group);
    if (group === undefined) groups.set(row.group, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function standardisation(rows: readonly LabelledRow[]): Pick<LinearModel, 'mean' | 'scale'> {
  const inputs = rows[0]?.features.length ?? 0;
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const mean = new Float64Array(inputs);
  const variance = new Float64Array(inputs);
  for (const { features, weight } of rows) {
    for (let index = 0; index < inputs; index++) mean[index]! += (weight * features[index]!) / total;
  }
  for (const { features, weight } of rows) {
    for (let index = 0; index < inputs; index++) {
      variance[index]! += (weight * (features[index]! - mean[index]!) ** 2) / total;
    }
  }
  const short = (value: number): number => Number(value.toPrecision(8));
  return {
    mean: mean.map(short),
    scale: variance.map((value) => short(1 / Math.max(Math.sqrt(value), LEAST_DEVIATION))),
  };
}

function descend(
  products: readonly Float64Array[],
  aims: Float64Array,
  penaltyOf: (input: number) => number,
  rising: (input: number) => boolean,
): Float64Array {
  const weights = new Float64Array(aims.length);
  const rest = Float64Array.from(aims);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let index = 0; index < weights.length; index++) {
      const line = products[index]!;
      const best = (rest[index]! + line[index]! * weights[index]!) / (line[index]! + 2 * penaltyOf(index));
      const next = rising(index) ? Math.max(0, best) : best;
      const change = next - weights[index]!;
      if (change === 0) continue;
      weights[index] = next;
      for (let other = 0; other < rest.length; other++) rest[other]! -= change * line[other]!;
    }
  }
  return weights;
}
