import { BUDGET, THRESHOLD, type NumberParameter, type StrategyNumber } from '../choices/strategies';
import type { SelectionParameters } from './types';
import { fault, say } from '../messages/say';

/** @throws DeitaError `usage` */
export function checkParameters({ budget, threshold }: SelectionParameters): void {
  checkNumber('budget', budget, BUDGET);
  checkThreshold(threshold);
}

/** @throws DeitaError `usage` */
export function checkThreshold(threshold: number): void {
  checkNumber('threshold', threshold, THRESHOLD);
}

/** What people call a number that decides a selection. */
type NumberName = StrategyNumber | 'budget' | 'budgetShare' | 'budgetTokens' | 'seed';

/** @throws DeitaError `usage` naming the parameter */
export function checkNumber(name: NumberName, value: number, { isValid, expected }: NumberParameter): void {
  if (isValid(value)) return;
  throw fault('wrongNumber', { name: say(`number.${name}`), value: String(value), expected });
}
