/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import { TermWeights } from '../../src/scoring/builtIn/termWeights';
import { TERM_BUCKETS, type WeightedTerms } from '../../src/scoring/features/hashedTerms';

/** A text's terms, the value that it should have, and the group that it belongs to. */
export interface LabelledTerms {
  readonly terms: WeightedTerms;
  readonly value: number;
  readonly group: string;
}

/** Penalty of a squared weight, in texts. */
const PENALTY = 2;
const MOST_STEPS = 60;
/** Of the first step's error; a smaller one changes no score. */
const SMALL = 1e-4;

/**
 * A ridge regression of values on terms that explains what differs within a group and nothing of what differs between
 * groups: a source has words of its own, which say where a text is from and not how good it is. Solved by conjugate
 * gradients; what it says of the texts that it learned from is 0 on average.
 */
export function trainTerms(texts: readonly LabelledTerms[]): TermWeights {
  const groups = groupNumbers(texts);
  const values = Float64Array.from(texts, ({ value }) => value);
  centre(values, groups);
  const weights = new Float64Array(TERM_BUCKETS);
  const rest = backward(texts, values);
  const direction = rest.slice();
  let error = squares(rest);
  const goal = error * SMALL ** 2;
  for (let step = 0; step < MOST_STEPS && error > goal; step++) {
    const product = forward(texts, direction);
    centre(product, groups);
    const bend = backward(texts, product);
    bend.forEach((value, bucket) => (bend[bucket] = value + PENALTY * direction[bucket]!));
    const length = error / dot(direction, bend);
    weights.forEach((value, bucket) => (weights[bucket] = value + length * direction[bucket]!));
    rest.forEach((value, bucket) => (rest[bucket] = value - length * bend[bucket]!));
    const next = squares(rest);
    direction.forEach((value, bucket) => (direction[bucket] = rest[bucket]! + (next / error) * value));
    error = next;
  }
  const said = forward(texts, weights);
  return new TermWeights(said.reduce((sum, value) => sum + value, 0) / said.length, Float32Array.from(weights));
}

function groupNumbers(texts: readonly LabelledTerms[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(texts, ({ group }) => {
    const number = numbers.get(group) ?? numbers.size;
    numbers.set(group, number);
    return number;
  });
}

/** Takes the mean of each group from its values, in place. */
function centre(values: Float64Array, groups: Int32Array): void {
  const sums = new Float64Array(values.length);
  const sizes = new Float64Array(values.length);
  values.forEach((value, row) => {
    sums[groups[row]!]! += value;
    sizes[groups[row]!]! += 1;
  });
  groups.forEach((group, row) => (values[row]! -= sums[group]! / sizes[group]!));
}

/** What weights say of each text. */
function forward(texts: readonly LabelledTerms[], weights: Float64Array): Float64Array {
  return Float64Array.from(texts, ({ terms }) => {
    let sum = 0;
    for (let entry = 0; entry < terms.buckets.length; entry++) {
      sum += terms.weights[entry]! * weights[terms.buckets[entry]!]!;
    }
    return sum;
  });
}

/** The texts' values added up over their terms. */
function backward(texts: readonly LabelledTerms[], values: Float64Array): Float64Array {
  const sums = new Float64Array(TERM_BUCKETS);
  texts.forEach(({ terms }, row) => {
    const value = values[row]!;
    for (let entry = 0; entry < terms.buckets.length; entry++) {
      sums[terms.buckets[entry]!]! += terms.weights[entry]! * value;
    }
  });
  return sums;
}

function squares(vector: Float64Array): number {
  return dot(vector, vector);
}

function dot(first: Float64Array, second: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < first.length; index++) sum += first[index]! * second[index]!;
  return sum;
}
