import path from 'node:path';
import { readBudget, type Budget } from '../choices/budget';
import { parseQuota } from '../choices/quotas';
import {
  BUDGET,
  isDefault,
  needs,
  uses,
  SEED,
  STRATEGIES,
  STRATEGY_FILE_NAMES,
  STRATEGY_FILES,
  STRATEGY_NAMES,
  STRATEGY_NUMBER_NAMES,
  STRATEGY_NUMBERS,
  type FileParameter,
  type NumberParameter,
  type StrategyFile,
} from '../choices/strategies';
import { inEnglish } from '../messages/wording';
import { checkSelection } from '../protocol/checkSelection';
import {
  EVOL,
  needsScores,
  RANDOM,
  signalsOf,
  strategyOf,
  type AnyRequest,
  type SelectionRequest,
} from '../protocol/selection';
import { isScored } from '../protocol/signals';
import { addedSignals } from './addedSignals';
import type { OptionValues } from './command';
import type { ModelRole } from '../choices/families';
import { flagsOfUnneeded, noteUnused, selectionModels, type OptionSession } from './modelChoices';
import type { Option, Options } from './option';
import { flagsWithoutSignal, SIGNAL_OPTIONS, signalServerFlags, signalSupply } from './signalOptions';
import { choiceOption, numberOption, textOption, textOptions, usageError } from './values';

export const TOKENIZER_OPTION: Option = {
  type: 'string',
  placeholder: 'FILE',
  help: 'a tokenizer.json: lengths are counted in its tokens\n(default: in words, and tokens are estimated)',
};

export const DECISIONS_OPTION: Option = {
  type: 'string',
  placeholder: 'FILE',
  help: 'a decisions.jsonl: rows kept by hand are selected first,\nthose dropped never; edited texts are read as edited',
};

/** Of commands that select nothing. */
export const EDITS_OPTION: Option = {
  ...DECISIONS_OPTION,
  help: 'a decisions.jsonl: rows are read with the texts that were\nedited by hand',
};

/** What decides a selection beside the models. */
export const STRATEGY_OPTIONS: Options = {
  budget: optionOf(BUDGET),
  'rank-by': {
    type: 'string',
    placeholder: 'SIGNAL',
    help: `what goes first: a signal (default ${EVOL}), field:PATH of the\nrows, or ${RANDOM}`,
  },
  ascending: { type: 'boolean', help: 'the lowest values first' },
  seed: optionOf(SEED),
  where: {
    type: 'string',
    placeholder: 'EXPR',
    help: 'only rows that meet a condition, such as\n"quality >= 3 and language in (ko, en) and turns <= 4"',
  },
  quota: {
    type: 'string',
    multiple: true,
    placeholder: 'QUOTA',
    help: 'rows per value at most: SIGNAL=30% (of the budget), or\nSIGNAL=VALUE:CAP,VALUE:CAP; may be given several times',
  },
  ...Object.fromEntries(STRATEGY_NUMBER_NAMES.map((name) => [name, optionOf(STRATEGY_NUMBERS[name])])),
  diversity: {
    type: 'string',
    placeholder: 'NAME',
    help: STRATEGY_NAMES.map((name) => `${name}${isDefault(name) ? ' (default)' : ''}: ${STRATEGIES[name].help}`).join(
      '\n',
    ),
  },
  tags: {
    type: 'string',
    placeholder: 'SIGNAL',
    help: 'of mig and instag: where tags are, such as field:tags',
  },
  ...Object.fromEntries(
    STRATEGY_FILE_NAMES.map((name) => {
      const { flag, placeholder, help }: FileParameter = STRATEGY_FILES[name];
      return [flag, { type: 'string', placeholder, help }] as const;
    }),
  ),
  decisions: DECISIONS_OPTION,
  tokenizer: TOKENIZER_OPTION,
  ...SIGNAL_OPTIONS,
};

/**
 * The selection that is asked for: of the numbers and models those that its strategy and signals need. Says which
 * options were given without effect.
 * @param usedBesides models that the command uses whatever the selection needs
 * @throws DeitaError `usage`, for what cannot be run too
 */
export function selectionRequest(session: OptionSession, usedBesides: readonly ModelRole[] = []): SelectionRequest {
  const { values } = session;
  const strategy = choiceOption(values, 'diversity', STRATEGY_NAMES);
  const numbers = STRATEGY_NUMBER_NAMES.map(
    (name) => [name, numberParameter(values, name, STRATEGY_NUMBERS[name])] as const,
  );
  const request: AnyRequest = {
    strategy,
    ...rankingOptions(values),
    ...budgetOption(values),
    ...Object.fromEntries(numbers),
    ...limitOptions(values),
    ...tagAndFileOptions(values),
    ...signalSupply(values),
    ...(values['include-rejected'] === true ? { includeRejected: true } : {}),
  };
  const needed = { scorer: needsScores(request), embedder: needs(strategy, 'embedder', request) };
  const models = selectionModels(session, needed, signalServerFlags(request));
  const selection = { ...request, ...models } as SelectionRequest; // What its strategy needs is in it.
  checkSelection(selection);
  const added = addedSignals(values);
  const besides = [...usedBesides, ...(added.some(isScored) ? (['scorer'] as const) : [])];
  const used = { ...needed, ...Object.fromEntries(besides.map((role) => [role, true])) };
  noteUnused(session, [
    ...unusedFlags(values, request),
    ...flagsWithoutSignal(values, [...signalsOf(request), ...added]),
    ...flagsOfUnneeded(values, used, signalServerFlags(request)),
  ]);
  return selection;
}

/** What was given for another strategy or ranking than the one that is asked for. */
function unusedFlags(values: OptionValues, request: AnyRequest): string[] {
  const strategy = strategyOf(request);
  const flags = [...STRATEGY_NUMBER_NAMES, 'tags'].map((name) => [name, name] as const);
  const files = STRATEGY_FILE_NAMES.map((name) => [name, STRATEGY_FILES[name].flag] as const);
  const unused = [...flags, ...files].filter(([name]) => !uses(strategy, name, request)).map(([, flag]) => flag);
  return [...unused, ...(request.rankBy === RANDOM ? [] : ['seed'])].filter((flag) => values[flag] !== undefined);
}

function rankingOptions(values: OptionValues): Pick<AnyRequest, 'rankBy' | 'ascending' | 'seed'> {
  const rankBy = textOption(values, 'rank-by');
  const seed = numberOption(values, 'seed', undefined, { test: SEED.isValid, expected: inEnglish(SEED.expected) });
  return {
    ...(rankBy === undefined ? {} : { rankBy }),
    ...(values.ascending === true ? { ascending: true } : {}),
    ...(seed === undefined ? {} : { seed }),
  };
}

function limitOptions(values: OptionValues): Pick<AnyRequest, 'where' | 'quotas' | 'tokenizer' | 'decisions'> {
  const where = textOption(values, 'where');
  const quotas = textOptions(values, 'quota').map(parseQuota);
  const decisions = textOption(values, 'decisions');
  return {
    ...(where === undefined ? {} : { where }),
    ...(quotas.length === 0 ? {} : { quotas }),
    ...tokenizerOption(values),
    ...(decisions === undefined ? {} : { decisions: path.resolve(decisions) }),
  };
}

/** By what lengths are counted; nothing = by words. */
export function tokenizerOption(values: OptionValues): { readonly tokenizer?: string } {
  const tokenizer = textOption(values, 'tokenizer');
  return tokenizer === undefined ? {} : { tokenizer: path.resolve(tokenizer) };
}

function tagAndFileOptions(values: OptionValues): Pick<AnyRequest, 'tags' | StrategyFile> {
  const tags = textOption(values, 'tags');
  const files = STRATEGY_FILE_NAMES.flatMap((name) => {
    const file = textOption(values, STRATEGY_FILES[name].flag);
    return file === undefined ? [] : [[name, path.resolve(file)] as const];
  });
  return { ...(tags === undefined ? {} : { tags }), ...Object.fromEntries(files) };
}

/** Rows, a share of the candidates, or tokens. @throws DeitaError `usage` */
function budgetOption(values: OptionValues): Budget {
  const text = textOption(values, 'budget');
  if (text === undefined) return { budget: BUDGET.default };
  const budget = readBudget(text);
  if (!('expected' in budget)) return budget;
  if (budget.expected !== BUDGET.expected) {
    throw usageError(`--budget needs ${inEnglish(budget.expected)}, not "${text}".`);
  }
  return { budget: numberParameter(values, 'budget', BUDGET) ?? BUDGET.default };
}

function optionOf({ placeholder, help }: NumberParameter): Option {
  return { type: 'string', placeholder, help };
}

function numberParameter(values: OptionValues, name: string, parameter: NumberParameter): number | null {
  return numberOption(values, name, parameter.default, {
    test: parameter.isValid,
    expected: inEnglish(parameter.expected),
  });
}
