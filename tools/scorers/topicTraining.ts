/* eslint-disable @typescript-eslint/no-non-null-assertion -- loops over arrays whose lengths agree by construction */
import type { Turn } from '../../src/dataset/conversation';
import { SENTENCE_DIMENSIONS, type SentenceEncoder } from '../../src/inference/sentenceEncoder';
import { wordsOf } from '../../src/scoring/features/segmentation';
import { TOPIC_DIMENSIONS, TopicVectors } from '../../src/scoring/features/topicVectors';
import { topicWeight } from '../../src/scoring/features/turnView';
import type { WordStatistics } from '../../src/scoring/features/wordStatistics';
import { Adam } from '../../src/training/adam';
import type { Random } from '../../src/common/random';
import { dot } from './truncatedSvd';

const EPOCHS = 5;
const BATCH = 128;
const TEMPERATURE = 0.1;
const LEARNING_RATE = 0.003;
const INITIAL_NORM = 4;

/**
 * Trains topic vectors: the sentence encoder's embeddings of single words, projected to a few dimensions by one matrix
 * that is learned so that an answer is closer to its own instruction than to the others of a batch (symmetric InfoNCE,
 * van den Oord et al. 2018).
 */
export async function trainTopicVectors(
  words: readonly string[],
  turns: readonly Turn[],
  statistics: WordStatistics,
  encoder: SentenceEncoder,
  random: Random,
): Promise<TopicVectors> {
  const embeddings = centred(await encoder.encode(words.map((word) => encoder.tokenize(word))), words.length);
  const table = new Map(words.map((word, index) => [word, embeddings[index]!]));
  const pairs = turns
    .map(
      ({ instruction, response }) => [bag(instruction, table, statistics), bag(response, table, statistics)] as const,
    )
    .filter(([instruction, response]) => instruction !== undefined && response !== undefined) as [
    Float64Array,
    Float64Array,
  ][];
  const projection = learnProjection(pairs, SENTENCE_DIMENSIONS, random);
  return TopicVectors.fromVectors(new Map([...table].map(([word, vector]) => [word, project(vector, projection)])));
}

function centred(flat: Float32Array, count: number): Float64Array[] {
  const width = flat.length / count;
  const mean = new Float64Array(width);
  flat.forEach((value, index) => (mean[index % width]! += value / count));
  return Array.from({ length: count }, (_, row) =>
    Float64Array.from(mean, (middle, column) => flat[row * width + column]! - middle),
  );
}

function bag(
  text: string,
  table: ReadonlyMap<string, Float64Array>,
  statistics: WordStatistics,
): Float64Array | undefined {
  let sum: Float64Array | undefined;
  for (const word of new Set(wordsOf(text))) {
    const vector = table.get(word);
    if (vector === undefined) continue;
    sum ??= new Float64Array(vector.length);
    const weight = topicWeight(word, statistics);
    for (let index = 0; index < vector.length; index++) sum[index]! += weight * vector[index]!;
  }
  if (sum === undefined) return undefined;
  const norm = Math.sqrt(sum.reduce((total, value) => total + value * value, 0));
  return sum.map((value) => value / norm);
}

/** A matrix of TOPIC_DIMENSIONS rows. */
function learnProjection(
  pairs: readonly (readonly [Float64Array, Float64Array])[],
  width: number,
  random: Random,
): Float64Array {
  const projection = Float64Array.from(
    { length: TOPIC_DIMENSIONS * width },
    () => (random.normal() * INITIAL_NORM) / Math.sqrt(width),
  );
  const optimiser = new Adam(projection, 0);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const order = random.shuffled(pairs);
    for (let start = 0; start + BATCH <= order.length; start += BATCH) {
      optimiser.step(contrastiveGradient(order.slice(start, start + BATCH), projection), LEARNING_RATE);
    }
  }
  return projection;
}

function contrastiveGradient(
  batch: readonly (readonly [Float64Array, Float64Array])[],
  projection: Float64Array,
): Float64Array {
  const left = batch.map(([instruction]) => unit(project(instruction, projection)));
  const right = batch.map(([, response]) => unit(project(response, projection)));
  const similarity = left.map(({ direction }) => right.map((other) => dot(direction, other.direction) / TEMPERATURE));
  const slopes = similarity.map((row) => softmax(row));
  const transposed = right.map((_, column) => softmax(similarity.map((row) => row[column]!)));
  slopes.forEach((row, index) => {
    row.forEach(
      (value, column) =>
        (row[column] = (value + transposed[column]![index]! - (index === column ? 2 : 0)) / batch.length / TEMPERATURE),
    );
  });
  const gradient = new Float64Array(projection.length);
  batch.forEach(([instruction, response], index) => {
    addOuter(gradient, throughUnit(left[index]!, weightedSum(slopes[index]!, right)), instruction);
    addOuter(
      gradient,
      throughUnit(
        right[index]!,
        weightedSum(
          slopes.map((row) => row[index]!),
          left,
        ),
      ),
      response,
    );
  });
  return gradient;
}

interface Unit {
  readonly direction: Float64Array;
  readonly norm: number;
}

function unit(vector: Float64Array): Unit {
  const norm = Math.sqrt(dot(vector, vector)) + 1e-9;
  return { direction: vector.map((value) => value / norm), norm };
}

/** The gradient before normalisation from the gradient after it. */
function throughUnit({ direction, norm }: Unit, gradient: Float64Array): Float64Array {
  const along = dot(direction, gradient);
  return gradient.map((value, index) => (value - along * direction[index]!) / norm);
}

function project(vector: Float64Array, projection: Float64Array): Float64Array {
  const width = vector.length;
  return Float64Array.from({ length: TOPIC_DIMENSIONS }, (_, row) => {
    let sum = 0;
    for (let index = 0; index < width; index++) sum += projection[row * width + index]! * vector[index]!;
    return sum;
  });
}

function addOuter(gradient: Float64Array, slopes: Float64Array, vector: Float64Array): void {
  slopes.forEach((slope, row) => {
    const offset = row * vector.length;
    for (let index = 0; index < vector.length; index++) gradient[offset + index]! += slope * vector[index]!;
  });
}

function weightedSum(weights: readonly number[], units: readonly Unit[]): Float64Array {
  const sum = new Float64Array(TOPIC_DIMENSIONS);
  units.forEach(({ direction }, index) =>
    direction.forEach((value, column) => (sum[column]! += weights[index]! * value)),
  );
  return sum;
}

function softmax(values: readonly number[]): number[] {
  const highest = Math.max(...values);
  const weights = values.map((value) => Math.exp(value - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
