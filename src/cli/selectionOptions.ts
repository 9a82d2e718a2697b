import {
  BUDGET,
  isDefault,
  STRATEGIES,
  STRATEGY_NAMES,
  STRATEGY_NUMBER_NAMES,
  STRATEGY_NUMBERS,
  type NumberParameter,
} from '../choices/strategies';
import type { SelectionRequest } from '../protocol/selection';
import type { OptionValues } from './command';
import { selectionModels, type OptionSession } from './modelChoices';
import type { Option, Options } from './option';
import { choiceOption, numberOption } from './values';

/** What decides a selection beside the models. */
export const STRATEGY_OPTIONS: Options = {
  budget: optionOf(BUDGET),
  ...Object.fromEntries(STRATEGY_NUMBER_NAMES.map((name) => [name, optionOf(STRATEGY_NUMBERS[name])])),
  diversity: {
    type: 'string',
    placeholder: 'NAME',
    help: STRATEGY_NAMES.map((name) => `${name}${isDefault(name) ? ' (default)' : ''}: ${STRATEGIES[name].help}`).join(
      '\n',
    ),
  },
};

/**
 * The selection that is asked for: of the numbers and models those that its strategy needs.
 * @throws DeitaError `usage`
 */
export function selectionRequest(session: OptionSession): SelectionRequest {
  const { values } = session;
  const strategy = choiceOption(values, 'diversity', STRATEGY_NAMES);
  const numbers = STRATEGY_NUMBER_NAMES.map((name) => [name, numberParameter(values, name, STRATEGY_NUMBERS[name])]);
  return {
    strategy,
    budget: numberParameter(values, 'budget', BUDGET),
    ...Object.fromEntries(numbers),
    ...(values['include-rejected'] === true ? { includeRejected: true } : {}),
    ...selectionModels(session, strategy),
  } as SelectionRequest; // What its strategy needs is in it.
}

function optionOf({ placeholder, help }: NumberParameter): Option {
  return { type: 'string', placeholder, help };
}

function numberParameter(values: OptionValues, name: string, parameter: NumberParameter): number | null {
  return numberOption(values, name, parameter.default, { test: parameter.isValid, expected: parameter.expected });
}
