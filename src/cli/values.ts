import { DeitaError } from '../common/errors';
import type { OptionValues } from './command';

/** @throws DeitaError `usage` */
export function integerOption<T>(values: OptionValues, name: string, fallback: T, isAllowed: NumberCheck): number | T {
  return numberOption(values, name, fallback, {
    ...isAllowed,
    test: (n) => Number.isSafeInteger(n) && isAllowed.test(n),
  });
}

/** What a number has to be. */
export interface NumberCheck {
  readonly test: (value: number) => boolean;
  /** Such as "a number from 0 to 1". */
  readonly expected: string;
}

/** Of what is counted, or cannot be none. */
export const FROM_ONE: NumberCheck = { test: (value) => value >= 1, expected: 'a number from 1' };

/** @throws DeitaError `usage` */
export function numberOption<T>(
  values: OptionValues,
  name: string,
  fallback: T,
  { test, expected }: NumberCheck,
): number | T {
  const text = textOption(values, name);
  if (text === undefined) return fallback;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value) && test(value)) return value;
  throw usageError(`--${name} needs ${expected}, not "${text}".`);
}

/** @returns undefined when it was not given @throws DeitaError `usage` when it is empty */
export function textOption(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  if (value === '') throw usageError(`--${name} needs a value.`);
  return typeof value === 'string' ? value : undefined;
}

/** The values of an option that may be given several times. @throws DeitaError `usage` when one is empty */
export function textOptions(values: OptionValues, name: string): string[] {
  const given = values[name];
  return (Array.isArray(given) ? (given as readonly (string | boolean)[]) : []).map((value) => {
    if (typeof value !== 'string' || value === '') throw usageError(`--${name} needs a value.`);
    return value;
  });
}

/**
 * An option that what was chosen cannot do without.
 * @param needer what needs it, for the message: `--scorer onnx`, `deita connect`
 * @param placeholder what to give, for the message
 * @throws DeitaError `usage`
 */
export function requiredOption(values: OptionValues, name: string, needer: string, placeholder?: string): string {
  const value = textOption(values, name);
  if (value !== undefined) return value;
  throw usageError(`${needer} needs --${name}${placeholder === undefined ? '' : ` ${placeholder}`}.`);
}

/** @param choices the first is the default @throws DeitaError `usage` */
export function choiceOption<T extends string>(values: OptionValues, name: string, choices: readonly [T, ...T[]]): T {
  const text = textOption(values, name);
  if (text === undefined) return choices[0];
  const choice = choices.find((candidate) => candidate === text);
  if (choice !== undefined) return choice;
  throw usageError(`--${name} needs ${choices.join(' or ')}, not "${text}".`);
}

export function usageError(message: string): DeitaError {
  return new DeitaError('usage', message);
}
