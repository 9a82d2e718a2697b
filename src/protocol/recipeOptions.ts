import { writeBudget } from '../choices/budget';
import { embedderFamily, type EmbedderChoice } from '../choices/embedders';
import type { GivenOption } from '../choices/family';
import { writeQuota } from '../choices/quotas';
import { scorerFamily, type ScorerChoice } from '../choices/scorers';
import { DEFAULT_STRATEGY, STRATEGY_FILES, STRATEGY_NUMBER_NAMES } from '../choices/strategies';
import { fault } from '../messages/say';
import { EVOL, neededBy, numbersOf, strategyOf, type SelectionRunParameters } from './selection';
import { signalSupplyOf, type SignalSupply } from './signalSupply';

/** An option of `deita select`; `path` = a file or folder, absolute. */
export interface RecipeOption {
  readonly name: string;
  readonly value: string | number | boolean | readonly string[];
  readonly path?: true;
}

/** Signals that are shown beside the rows, and what they were made from. */
export interface AddedToRecipe {
  readonly names: readonly string[];
  readonly supply: SignalSupply;
}

/**
 * The options of `deita select` that a finished run is made with again: those that are not the default.
 * @throws DeitaError `usage` for a list of tags, of which the file is not known, and for scores that only an editor gives
 */
export function recipeOptions(
  parameters: SelectionRunParameters,
  added: AddedToRecipe = { names: [], supply: {} },
): readonly RecipeOption[] {
  const { rankBy = EVOL, ascending, seed, where, quotas = [], tokenizer, includeRejected } = parameters;
  const given = neededBy(parameters);
  const numbers = numbersOf(given);
  const strategy = strategyOf(parameters);
  return [
    option('budget', writeBudget(parameters)),
    ...(rankBy === EVOL ? [] : [option('rank-by', rankBy)]),
    ...(ascending === true ? [option('ascending', true)] : []),
    ...(seed === undefined ? [] : [option('seed', seed)]),
    ...(strategy === DEFAULT_STRATEGY ? [] : [option('diversity', strategy)]),
    ...STRATEGY_NUMBER_NAMES.flatMap((name) => (numbers[name] === undefined ? [] : [option(name, numbers[name])])),
    ...(where === undefined ? [] : [option('where', where)]),
    ...(quotas.length === 0 ? [] : [option('quota', quotas.map(writeQuota))]),
    ...(given.tags === undefined ? [] : [option('tags', given.tags)]),
    ...file(STRATEGY_FILES.tagEmbeddings.flag, given.tagEmbeddings),
    ...file(STRATEGY_FILES.like.flag, given.like),
    ...file('tokenizer', tokenizer),
    ...file('decisions', parameters.decisions),
    ...(includeRejected === true ? [option('include-rejected', true)] : []),
    ...(added.names.length === 0 ? [] : [option('add', added.names)]),
    ...supplyOptions({ ...(added.names.length === 0 ? {} : added.supply), ...signalSupplyOf(parameters) }),
    ...(given.scorer === undefined ? [] : scorerOptions(given.scorer)),
    ...(given.embedder === undefined ? [] : embedderOptions(given.embedder)),
  ];
}

function option(name: string, value: RecipeOption['value']): RecipeOption {
  return { name, value };
}

function file(name: string, value: string | readonly string[] | undefined): RecipeOption[] {
  return value === undefined ? [] : [{ name, value, path: true }];
}

function text(name: string, value: string | number | undefined): RecipeOption[] {
  return value === undefined ? [] : [option(name, value)];
}

function supplyOptions({ join, languageModel, judge }: SignalSupply): RecipeOption[] {
  if (judge?.vocabulary !== undefined) throw fault('recipeWithTags');
  const model = languageModel?.model;
  return [
    ...file('join', join?.file),
    ...text('join-on', join?.on),
    ...(languageModel?.kind === 'onnx'
      ? file('language-model', model)
      : [...text('language-model', model), ...text('base-url', languageModel?.baseUrl)]),
    ...text('judge-model', judge?.model),
    ...text('judge-base-url', judge?.baseUrl),
  ];
}

function scorerOptions(scorer: ScorerChoice): RecipeOption[] {
  const family = scorerFamily(scorer);
  if (family.asksEditor === true) throw fault('recipeWithEditorModel');
  return [option('scorer', scorer.kind), ...family.write(scorer).flatMap(given)];
}

function embedderOptions(embedder: EmbedderChoice): RecipeOption[] {
  const family = embedderFamily(embedder);
  const options = family.write(embedder).flatMap(given);
  // What an option of its own chooses is not named beside it.
  const isChosen = family.options.some((known) => 'choosesFamily' in known);
  return isChosen ? options : [option('embedder', embedder.kind), ...options];
}

function given({ option: { flag, type }, value }: GivenOption): RecipeOption[] {
  if (value === undefined) return [];
  return [type === 'path' || type === 'paths' ? { name: flag, value, path: true } : option(flag, value)];
}
