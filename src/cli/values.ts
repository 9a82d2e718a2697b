import { DeitaError } from '../common/errors';
import type { FieldMapping } from '../dataset/conversation';
import type { OptionValues } from './command';

/** @throws DeitaError `usage` */
export function integerOption(values: OptionValues, name: string, fallback: number, isAllowed: NumberCheck): number {
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

const FIELD_NAMES = ['instruction', 'input', 'response', 'system'] as const;

/** `instruction=PATH[,input=PATH]…` */
export function fieldsOption(values: OptionValues): FieldMapping | undefined {
  const text = textOption(values, 'fields');
  if (text === undefined) return undefined;
  const entries = text.split(',').map((entry): [string, string] => {
    const [name = '', ...place] = entry.split('=');
    return [name.trim(), place.join('=').trim()];
  });
  const known = entries.every(([name, place]) => FIELD_NAMES.some((field) => field === name) && place !== '');
  const { instruction, ...others } = Object.fromEntries(entries) as Partial<FieldMapping>;
  if (known && instruction !== undefined) return { instruction, ...others };
  throw usageError(`--fields needs instruction=PATH, and input, response or system likewise; not "${text}".`);
}

export function usageError(message: string): DeitaError {
  return new DeitaError('usage', message);
}
