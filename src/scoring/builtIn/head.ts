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

/** One score's model: the weighted mean of a linear model and of a sum of trees, both on the scale of the judged values, 1 to 6. */
export interface Head {
  readonly linear: LinearModel;
  readonly start: number;
  readonly trees: PackedTrees;
}

/** The trees' part of a head's value; what is left is the linear model's. */
export const TREES_PART = 0.7;
const LINEAR_PART = 1 - TREES_PART;

/** A linear model as a file holds it. */
export type LinearJson = { readonly offset: number } & Readonly<
  Record<'mean' | 'scale' | 'weights', readonly number[]>
>;

/** A head as its file holds it. */
export interface HeadJson {
  readonly linear: LinearJson;
  readonly start: number;
  readonly trees: readonly Tree[];
}

export function readHead({ linear, start, trees }: HeadJson): Head {
  return { linear: linearModel(linear), start, trees: packTrees(trees) };
}

export function linearModel({ offset, mean, scale, weights }: LinearJson): LinearModel {
  return {
    offset,
    mean: Float64Array.from(mean),
    scale: Float64Array.from(scale),
    weights: Float64Array.from(weights),
  };
}

/** What a head says of a row of features, not yet held within 1 to 6. */
export function headValue({ linear, start, trees }: Head, row: Float64Array): number {
  return LINEAR_PART * linearValue(linear, row) + TREES_PART * (start + sumOfTrees(trees, row));
}

/** What each feature adds to or takes from the value of an average row; their sum and that value make `headValue`. */
export function headContributions({ linear, trees }: Head, row: Float64Array): Float64Array {
  const ofTrees = new Float64Array(linear.weights.length);
  addTreeContributions(trees, row, ofTrees);
  return linear.weights.map(
    (weight, index) => LINEAR_PART * weight * linearInput(linear, row, index) + TREES_PART * ofTrees[index]!,
  );
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
