import { BUDGET, THRESHOLD, type NumberParameter } from '../choices/strategies';
import type { SelectionParameters } from './types';
import { fault } from '../messages/say';

/** @throws DeitaError `usage` */
export function checkParameters({ budget, threshold }: SelectionParameters): void {
  checkNumber('budget', budget, BUDGET);
  checkThreshold(threshold);
}

/** @throws DeitaError `usage` */
export function checkThreshold(threshold: number): void {
  checkNumber('threshold', threshold, THRESHOLD);
}

/** @throws DeitaError `usage` naming the parameter */
export function checkNumber(name: string, value: number, { isValid, expected }: NumberParameter): void {
  if (isValid(value)) return;
  throw fault('wrongNumber', { name, value: String(value), expected });
}
