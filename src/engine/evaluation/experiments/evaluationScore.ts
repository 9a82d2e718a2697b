import { isObject, type JsonObject } from '../../../dataset/formats/format';
import type { MeasuredScore, Measure } from '../../../protocol/experiments';

export interface Measured {
  readonly measure: Measure;
  readonly score: MeasuredScore;
}

/** `half` = not everything was asked yet; `broken` = it is no result. */
export type ReadScore = Measured | 'half' | 'broken';

/** What a `result.json` of an evaluation says of the model: of two, the first. */
export function evaluationScore(value: unknown): ReadScore {
  if (!isObject(value) || typeof value.judge !== 'string' || typeof value.complete !== 'boolean') return 'broken';
  const found = READERS.get(value.kind)?.(value, value.judge);
  if (found === undefined) return 'broken';
  return value.complete ? found : 'half';
}

type Reader = (value: JsonObject, judge: string) => Measured | undefined;

/** By the kind of a result. */
const READERS: ReadonlyMap<unknown, Reader> = new Map([
  ['mt-bench', mtBench],
  ['mt-bench-pairwise', mtBenchPairwise],
  ['pairwise', pairwise],
]);

const RATINGS = [1, 10] as const;
export const SHARES = [0, 1] as const;

function mtBench({ overall, questions, categories }: JsonObject, judge: string): Measured | undefined {
  const score = scoreIn(overall);
  if (score === undefined || typeof questions !== 'number' || !isObject(categories)) return undefined;
  const rated = Object.entries(categories).flatMap(([name, ratings]) => {
    const mean = scoreIn(ratings);
    return mean === undefined ? [] : [[name, mean] as const];
  });
  const id = ['mt-bench', judge, `${questions} questions`].join(' | ');
  return {
    measure: { id, kind: 'mt-bench', subject: null, judge, range: RATINGS },
    score: { measure: id, score, categories: Object.fromEntries(rated) },
  };
}

function scoreIn(ratings: unknown): number | undefined {
  return isObject(ratings) ? within(ratings.score, RATINGS) : undefined;
}

function pairwise({ winRate, b, pairs, promptHash }: JsonObject, judge: string): Measured | undefined {
  const score = within(winRate, SHARES);
  const subject = isObject(b) ? b.name : undefined;
  if (score === undefined || typeof subject !== 'string' || typeof promptHash !== 'string') return undefined;
  const id = ['pairwise', subject, judge, `${String(pairs)} pairs`, promptHash.slice(0, 8)].join(' | ');
  return { measure: { id, kind: 'pairwise', subject, judge, range: SHARES }, score: { measure: id, score } };
}

function mtBenchPairwise({ overall, b, questions }: JsonObject, judge: string): Measured | undefined {
  const score = isObject(overall) ? within(overall.winRate, SHARES) : undefined;
  const subject = isObject(b) ? b.name : undefined;
  if (score === undefined || typeof subject !== 'string' || typeof questions !== 'number') return undefined;
  const id = ['mt-bench-pairwise', subject, judge, `${questions} questions`].join(' | ');
  return { measure: { id, kind: 'mt-bench-pairwise', subject, judge, range: SHARES }, score: { measure: id, score } };
}

/** @returns undefined for what is no number of the range */
export function within(value: unknown, [low, high]: readonly [number, number]): number | undefined {
  return typeof value === 'number' && value >= low && value <= high ? value : undefined;
}
