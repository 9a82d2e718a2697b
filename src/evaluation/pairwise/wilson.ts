import type { Interval } from '../types';

/** Of the normal distribution: 95 % lie within. */
const [LEVEL, Z] = [0.95, 1.959963984540054];

/**
 * Wilson's score interval of a proportion: it stays within 0 and 1 and holds also for few values and for extreme ones.
 * @param proportion 0 to 1
 * @param count of values, from 1
 */
export function wilsonInterval(proportion: number, count: number): Interval {
  const square = (Z * Z) / count;
  const middle = (proportion + square / 2) / (1 + square);
  const reach = (Z * Math.sqrt((proportion * (1 - proportion)) / count + square / (4 * count))) / (1 + square);
  return { method: 'Wilson score', level: LEVEL, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}
