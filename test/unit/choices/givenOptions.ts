import { DeitaError } from '../../../src/common/errors';
import type { ChoiceOption, OptionSource } from '../../../src/choices/option';

/** Options by their settings' names, as a front would find them. */
export function givenOptions(
  values: Readonly<Record<string, string | number | boolean | readonly string[]>>,
): OptionSource {
  const valueOf = ({ setting }: { readonly setting: string }) => values[setting];
  return {
    text: (option) => {
      const value = valueOf(option);
      return value === undefined ? undefined : `${option.type === 'path' ? '/at/' : ''}${String(value)}`;
    },
    paths: (option) => ((valueOf(option) ?? []) as readonly string[]).map((path) => `/at/${path}`),
    oneOf: <Value extends string>(option: ChoiceOption<string, Value>) =>
      option.values.find((word) => word === valueOf(option)),
    count: (option) => valueOf(option) as number | undefined,
    isOn: (option) => valueOf(option) === true,
    nameOf: ({ setting }) => setting,
    missing: ({ setting }) => new DeitaError('usage', `${setting} is missing`),
  };
}
