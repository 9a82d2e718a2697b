import type { EmbedderChoice } from '../choices/embedders';
import type { ScorerChoice } from '../choices/scorers';
import {
  DEFAULT_STRATEGY,
  needs,
  STRATEGY_NUMBER_NAMES,
  type NeedOf,
  type Strategy,
  type StrategyNumber,
} from '../choices/strategies';

/** What decides every selection. */
interface CommonParameters {
  /** Rows to select, 1 or more; -1 = no limit. */
  readonly budget: number;
  /** Whether rows that their label rejects (KTO) take part; absent = no. */
  readonly includeRejected?: boolean;
}

/** What decides a selection beside that, as far as its strategy needs it. */
type Needed = {
  readonly scorer: ScorerChoice;
  readonly embedder: EmbedderChoice;
} & Readonly<Record<StrategyNumber, number>>;

/** As asked for: a number that is null is decided while running, such as the embedder's recommended threshold. */
type Asked = {
  readonly [Need in keyof Needed]: Need extends StrategyNumber ? Needed[Need] | null : Needed[Need];
};

/** Absent = the default strategy, so that its selections read as they did when there was no other. */
type Named<S extends Strategy> = S extends typeof DEFAULT_STRATEGY
  ? { readonly strategy?: S }
  : { readonly strategy: S };

/** Parameters of a finished run, by its strategy. */
export type ParametersOf<S extends Strategy> = Named<S> & CommonParameters & Pick<Needed, NeedOf<S>>;
export type SelectionRunParameters = { [S in Strategy]: ParametersOf<S> }[Strategy];

/** Parameters of a run that is asked for, by its strategy. */
export type RequestOf<S extends Strategy> = Named<S> & CommonParameters & Pick<Asked, NeedOf<S>>;
export type SelectionRequest = { [S in Strategy]: RequestOf<S> }[Strategy];
export type DefaultRequest = RequestOf<typeof DEFAULT_STRATEGY>;

export function strategyOf({ strategy }: { readonly strategy?: Strategy }): Strategy {
  return strategy ?? DEFAULT_STRATEGY;
}

/** What a run was given, whatever its strategy. */
export function neededBy(parameters: SelectionRunParameters): Partial<Needed> {
  return parameters;
}

/** The numbers that a run was given. */
export function numbersOf(parameters: SelectionRunParameters): Partial<Record<StrategyNumber, number>> {
  const given = neededBy(parameters);
  return Object.fromEntries(STRATEGY_NUMBER_NAMES.map((name) => [name, given[name]]));
}

/** What a run is asked to use, as far as its strategy needs it. */
export function askedBy(request: SelectionRequest): Partial<Asked> {
  const strategy = strategyOf(request);
  return Object.fromEntries(Object.entries(request).filter(([name]) => needs(strategy, name)));
}
