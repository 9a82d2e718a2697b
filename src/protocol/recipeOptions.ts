import { writeBudget } from '../choices/budget';
import type { EmbedderChoice } from '../choices/embedders';
import { writeQuota } from '../choices/quotas';
import type { ScorerChoice } from '../choices/scorers';
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
  const chosen = option('scorer', scorer.kind);
  switch (scorer.kind) {
    case 'built-in':
      return [chosen];
    case 'editor':
      throw fault('recipeWithEditorModel');
    case 'precomputed':
      return [
        chosen,
        ...text('complexity-signal', scorer.complexitySignal),
        ...text('quality-signal', scorer.qualitySignal),
      ];
    case 'trained':
      return [chosen, ...file('trained-scorer', scorer.folders)];
    case 'onnx':
      return [
        chosen,
        ...file('complexity-model', scorer.complexityModel),
        ...file('quality-model', scorer.qualityModel),
      ];
    case 'server':
      return [
        chosen,
        option('preset', scorer.preset),
        option('base-url', scorer.baseUrl),
        ...text('quality-base-url', scorer.qualityBaseUrl),
        option('complexity-model', scorer.complexityModel),
        ...(scorer.judge === true ? [option('judge', true)] : [option('quality-model', scorer.qualityModel)]),
        ...text('concurrency', scorer.concurrency),
      ];
  }
}

function embedderOptions(embedder: EmbedderChoice): RecipeOption[] {
  if (embedder.kind === 'file') return file('embeddings', embedder.path);
  const chosen = option('embedder', embedder.kind);
  switch (embedder.kind) {
    case 'built-in':
      return [chosen];
    case 'onnx':
      return [chosen, ...file('embedding-model', embedder.model)];
    case 'server':
      return [chosen, option('embedding-base-url', embedder.baseUrl), option('embedding-model', embedder.model)];
  }
}
