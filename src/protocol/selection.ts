import type { EmbedderChoice } from '../choices/embedders';
import { comparisonsOf, parseCondition } from '../choices/conditions/condition';
import type { QuotaRule } from '../choices/quotas';
import type { ScorerChoice } from '../choices/scorers';
import {
  DEFAULT_STRATEGY,
  NO_BUDGET,
  STRATEGY_NUMBER_NAMES,
  uses,
  type NeedOf,
  type Strategy,
  type StrategyNumber,
  type TakenBy,
} from '../choices/strategies';
import { isScored, signalNamed, type SignalRef } from './signals';
import type { RunModels } from '../choices/runModels';
import { signalModels, type SignalSupply } from './signalSupply';

/** The order in which rows are looked at. */
interface RankingParameters {
  /** A signal's name, or `random`; absent = the evol score. */
  readonly rankBy?: string;
  /** The lowest values first; absent = the highest. */
  readonly ascending?: boolean;
  /** Of the random order; absent = 0. */
  readonly seed?: number;
}

/** What decides every selection. */
interface CommonParameters extends RankingParameters, SignalSupply {
  /** Rows to select, 1 or more; -1 = no limit. In a finished run what a share comes to, which may be 0. */
  readonly budget: number;
  /** The budget as a percentage of the candidates, rounded down; then `budget` is -1 when it is asked for. */
  readonly budgetShare?: number;
  /** The budget in tokens: a selection ends before the first row that would exceed it. */
  readonly budgetTokens?: number;
  /** A condition that rows have to meet to take part. */
  readonly where?: string;
  readonly quotas?: readonly QuotaRule[];
  /** Path of a tokenizer.json: lengths are counted in its tokens; absent = in words, and tokens are estimated. */
  readonly tokenizer?: string;
  /** What turns are scored by, where scores are needed. */
  readonly scorer?: ScorerChoice;
  /** Path of a file of decisions by hand: which rows are selected before all others, and which never. */
  readonly decisions?: string;
  /** Whether rows that their label rejects (KTO) take part; absent = no. */
  readonly includeRejected?: boolean;
}

/** What decides a selection beside that, as far as its strategy needs it. */
type Needed = {
  readonly embedder: EmbedderChoice;
  /** Path of a dataset of rows that are wanted; with embeddings from a file, of theirs. */
  readonly like: string;
  /** The name of the signal whose values are tags. */
  readonly tags: string;
  /** Path of a .npy with a row for each tag, in the order in which they are first met in the file. */
  readonly tagEmbeddings: string;
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
export type ParametersOf<S extends Strategy> = Named<S> &
  CommonParameters &
  Pick<Needed, NeedOf<S>> &
  Partial<Pick<Needed, TakenBy<S>>>;
export type SelectionRunParameters = { [S in Strategy]: ParametersOf<S> }[Strategy];

/** Parameters of a run that is asked for, by its strategy. */
export type RequestOf<S extends Strategy> = Named<S> &
  CommonParameters &
  Pick<Asked, NeedOf<S>> &
  Partial<Pick<Asked, TakenBy<S>>>;
export type SelectionRequest = { [S in Strategy]: RequestOf<S> }[Strategy];
/** DEITA as the paper has it. */
export type DefaultRequest = RequestOf<typeof DEFAULT_STRATEGY> & { readonly scorer: ScorerChoice };

export function strategyOf({ strategy }: { readonly strategy?: Strategy }): Strategy {
  return strategy ?? DEFAULT_STRATEGY;
}

/** What a run was given, whatever its strategy. */
export function neededBy(parameters: SelectionRunParameters): Partial<Needed> & Pick<CommonParameters, 'scorer'> {
  return parameters;
}

/** The default of `rankBy`. */
export const EVOL = 'evol';
/** In place of a signal: an order that a seed decides. */
export const RANDOM = 'random';

export type AnyRequest = CommonParameters & { readonly strategy?: Strategy } & Partial<Asked>;
/** The same whatever it may take. */
export type AnyChoice = Omit<AnyRequest, 'budget'>;

/**
 * The signals that a run needs of every row: what it is ranked by, what its condition and quotas are about, its tags.
 * @throws DeitaError `usage` for a signal that does not exist, or a condition that cannot be read
 */
export function signalsOf({ rankBy = EVOL, where, quotas = [], tags, ...request }: AnyChoice): SignalRef[] {
  const compared = where === undefined ? [] : comparisonsOf(parseCondition(where));
  const signals = [
    ...(rankBy === RANDOM ? [] : [signalNamed(rankBy)]),
    ...compared.map(({ signal, column }) => signalNamed(signal, column)),
    ...quotas.map(({ signal }) => signalNamed(signal)),
    ...(tags !== undefined && uses(strategyOf(request), 'tags') ? [signalNamed(tags)] : []),
  ];
  return [...new Map(signals.map((signal) => [signal.name, signal])).values()];
}

/** Whether turns have to be scored for a run. @throws DeitaError `usage` as `signalsOf` */
export function needsScores(request: AnyChoice): boolean {
  return signalsOf(request).some(isScored);
}

/**
 * How a run chose, or would choose, in full: defaults included. A budget that is a share or in tokens stands without the
 * rows that nobody asked for; a number that is null is decided while running.
 * @throws DeitaError `usage` as `signalsOf`
 */
export function strategyFacts(run: AnyRequest): Readonly<Record<string, unknown>> {
  const {
    rankBy = EVOL,
    ascending = false,
    seed = 0,
    where,
    quotas,
    budget,
    budgetShare,
    budgetTokens,
    decisions,
  } = run;
  const used = askedBy(run);
  const { tags, tagEmbeddings, like } = used;
  const isInRows = budget !== NO_BUDGET || (budgetShare === undefined && budgetTokens === undefined);
  return {
    rankBy,
    ascending,
    ...(rankBy === RANDOM ? { seed } : {}),
    diversity: strategyOf(run),
    ...numbersOf(used),
    ...(isInRows ? { budget } : {}),
    ...(budgetShare === undefined ? {} : { budgetShare }),
    ...(budgetTokens === undefined ? {} : { budgetTokens }),
    ...(where === undefined ? {} : { where }),
    ...(quotas === undefined ? {} : { quotas }),
    ...optional('tags', tags),
    ...optional('tagEmbeddings', tagEmbeddings),
    ...optional('like', like),
    ...optional('decisions', decisions),
  };
}

/** The numbers among what a run was given. */
export function numbersOf<Given>(
  given: Partial<Record<StrategyNumber, Given>>,
): Partial<Record<StrategyNumber, Given>> {
  return Object.fromEntries(STRATEGY_NUMBER_NAMES.map((name) => [name, given[name]]));
}

function optional(name: string, value: string | undefined): Readonly<Record<string, string>> {
  return value === undefined ? {} : { [name]: value };
}

/** What a run is asked to use, as far as its strategy and signals need it. @throws DeitaError `usage` as `signalsOf` */
export function askedBy(request: AnyRequest): Partial<Asked> & Pick<CommonParameters, 'scorer'> {
  const strategy = strategyOf(request);
  const needed = Object.entries(request).filter(([name]) => uses(strategy, name, request));
  return {
    ...Object.fromEntries(needed),
    ...(request.scorer !== undefined && needsScores(request) ? { scorer: request.scorer } : {}),
  };
}

/** The models of a run, those of its signals included; a judge that scores directly is a scorer of its own. */
export function modelsOf(request: AnyRequest): readonly RunModels[] {
  const { scorer, embedder } = askedBy(request);
  const { uses, direct } = signalModels(signalsOf(request), request);
  return [
    {
      ...(scorer === undefined ? {} : { scorer }),
      ...(embedder === undefined ? {} : { embedder }),
      ...(uses.length === 0 ? {} : { signals: uses }),
    },
    ...(direct === undefined ? [] : [{ scorer: direct }]),
  ];
}
