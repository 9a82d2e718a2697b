/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import { standardised } from './standardise';
import { addTreeContributions, packTrees, sumOfTrees, type PackedTrees, type Tree } from './trees';

/** A linear model of standardised inputs: `offset + Σ weight · clip((x - mean) · scale)`. */
export interface LinearModel {
  readonly offset: number;
  readonly mean: Float64Array;
  readonly scale: Float64Array;
  readonly weights: Float64Array;
}

/** One score's model: the mean of a linear model and of a sum of trees, both on the scale of the judged values, 1 to 6. */
export interface Head {
  readonly linear: LinearModel;
  readonly start: number;
  readonly trees: PackedTrees;
}

/** A head as its file holds it. */
export interface HeadJson {
  readonly linear: { readonly offset: number } & Readonly<Record<'mean' | 'scale' | 'weights', readonly number[]>>;
  readonly start: number;
  readonly trees: readonly Tree[];
}

export function readHead({ linear, start, trees }: HeadJson): Head {
  const { offset, mean, scale, weights } = linear;
  const parts = {
    mean: Float64Array.from(mean),
    scale: Float64Array.from(scale),
    weights: Float64Array.from(weights),
  };
  return { linear: { offset, ...parts }, start, trees: packTrees(trees) };
}

/** What a head says of a row of features, not yet held within 1 to 6. */
export function headValue({ linear, start, trees }: Head, row: Float64Array): number {
  return (linearValue(linear, row) + start + sumOfTrees(trees, row)) / 2;
}

/** What each feature adds to or takes from the value of an average row; their sum and that value make `headValue`. */
export function headContributions({ linear, trees }: Head, row: Float64Array): Float64Array {
  const contributions = linear.weights.map((weight, index) => weight * linearInput(linear, row, index));
  addTreeContributions(trees, row, contributions);
  return contributions.map((value) => value / 2);
}

export function linearValue(linear: LinearModel, row: Float64Array): number {
  let value = linear.offset;
  for (let index = 0; index < linear.weights.length; index++) {
    value += linear.weights[index]! * linearInput(linear, row, index);
  }
  return value;
}

export function linearInput({ mean, scale }: LinearModel, row: Float64Array, index: number): number {
  return standardised(row[index]!, mean[index]!, scale[index]!);
}
