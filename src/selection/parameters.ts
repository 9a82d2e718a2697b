import { BUDGET, THRESHOLD, type NumberParameter } from '../choices/strategies';
import { DeitaError } from '../common/errors';
import type { SelectionParameters } from './types';

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
  throw new DeitaError('usage', `The ${name} is ${value}.`, `Give ${expected}.`);
}
