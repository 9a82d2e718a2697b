import { createHash } from 'node:crypto';
import type { Turn } from '../../dataset/conversation';
import { Random } from '../../common/random';
import { DIMENSIONS, METHODS, type Dimension, type Method } from '../prompts/evolvePrompts';
import type { DimensionChoice } from '../types';

/** A turn of the dataset that chains start from. */
export interface SeedTurn extends Turn {
  readonly rowIndex: number;
  /** Of the row, from 0. */
  readonly turn: number;
}

/** One chain: a turn and what of it is evolved. */
export interface ChainPlan {
  readonly id: string;
  readonly dimension: Dimension;
  readonly seed: SeedTurn;
}

/** All chains of a run, in the order in which they are worked on: the chains of one turn stand together. */
export function chainPlans(seeds: readonly SeedTurn[], choice: DimensionChoice): ChainPlan[] {
  const dimensions = choice === 'both' ? DIMENSIONS : [choice];
  return seeds.flatMap((seed) =>
    dimensions.map((dimension) => ({ id: `${dimension}-${seed.rowIndex}-${seed.turn}`, dimension, seed })),
  );
}

/** The chain that a request was for, by the request's key. */
export function chainIdIn(key: string): string {
  return key.slice(0, Math.max(0, key.indexOf('/')));
}

/** Random numbers that depend on nothing but the run's seed and these words. */
export function randomFor(seed: number, ...words: readonly (string | number)[]): Random {
  const bytes = createHash('sha256')
    .update(JSON.stringify([seed, ...words]))
    .digest();
  return new Random(bytes.readInt32LE(0));
}

/**
 * The method of a step, and the other one for the second try.
 * @param step from 1
 * @param attempt 0 or 1
 */
export function methodOf(seed: number, { id, dimension }: ChainPlan, step: number, attempt: number): Method {
  const names = Object.keys(METHODS[dimension]) as Method[];
  const order = randomFor(seed, id, step).shuffled(names);
  return order[attempt] as Method;
}

/**
 * The orders in which variants are shown to the judge, as places in the list of variants.
 *
 * As many orders as variants are the rotations of one shuffle, so that each variant stands once at every place. Fewer
 * come in pairs, a shuffle and its reverse, in which a bias that is linear in the place cancels.
 * @param count of variants, from 2
 */
export function rankOrders(seed: number, chain: string, count: number, orders: number): number[][] {
  const places = Array.from({ length: count }, (_, place) => place);
  const shuffle = (pair: number): number[] => randomFor(seed, chain, 'order', pair).shuffled(places);
  if (orders >= count) {
    const first = shuffle(0);
    return places.map((start) => [...first.slice(start), ...first.slice(0, start)]);
  }
  return Array.from({ length: orders }, (_, order) => {
    const pair = shuffle(order >> 1);
    return order % 2 === 0 ? pair : pair.reverse();
  });
}
