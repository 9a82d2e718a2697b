import { DeitaError } from '../common/errors';
import type { SelectionParameters } from './types';

export const NO_BUDGET = -1;

/** @throws DeitaError `usage` */
export function checkParameters({ budget, threshold }: SelectionParameters): void {
  if (budget !== NO_BUDGET && !(Number.isInteger(budget) && budget > 0)) {
    throw new DeitaError('usage', `The budget is ${budget}.`, 'Give a whole number from 1, or -1 for no budget.');
  }
  checkThreshold(threshold);
}

/** @throws DeitaError `usage` */
export function checkThreshold(threshold: number): void {
  if (threshold >= -1 && threshold <= 1) return;
  throw new DeitaError('usage', `The threshold is ${threshold}.`, 'Give a cosine similarity from -1 to 1.');
}
