import type { OptionValues } from './command';
import type { Options } from './option';
import { numberOption, usageError } from './values';

/** Options for what a server costs. */
export const COST_OPTIONS = {
  price: { type: 'string', placeholder: 'P', help: 'price of a million tokens: shows the cost beforehand' },
  'max-cost': { type: 'string', placeholder: 'C', help: 'do not begin what is estimated to cost more' },
} as const satisfies Options;

export interface CostLimits {
  /** null = not known. */
  readonly price: number | null;
  readonly maxCost: number | null;
}

const NOT_NEGATIVE = { test: (value: number) => value >= 0, expected: 'a number from 0' };

/** @throws DeitaError `usage`: a limit without a price limits nothing */
export function costLimits(values: OptionValues): CostLimits {
  const price = numberOption(values, 'price', null, NOT_NEGATIVE);
  const maxCost = numberOption(values, 'max-cost', null, NOT_NEGATIVE);
  if (maxCost !== null && price === null) throw usageError('--max-cost needs --price.');
  return { price, maxCost };
}

/** How many tokens the limit pays for; undefined = without end. */
export function tokensWithin({ price, maxCost }: CostLimits): number | undefined {
  return price === null || maxCost === null || price === 0 ? undefined : (maxCost / price) * 1e6;
}
