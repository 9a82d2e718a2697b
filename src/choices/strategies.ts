import type { Message } from '../common/message';
import { say } from '../messages/say';

/** A number that decides a selection: its flag, its field in the toolbar and its check are all made of this. */
export interface NumberParameter {
  /** What stands for its value in the command line's help. */
  readonly placeholder: string;
  /** For the command line's help; lines of at most 60 characters. */
  readonly help: string;
  readonly isValid: (value: number) => boolean;
  /** What is valid, such as "a number from 0 to 1". */
  readonly expected: Message;
  /** null = what suits the embedder. */
  readonly default: number | null;
}

/** No limit to the rows selected. */
export const NO_BUDGET = -1;

/** m: how many rows a strategy selects at most. */
export const BUDGET = {
  placeholder: 'N',
  help: 'rows to select (default 6000; -1 = no limit); N% of the\ncandidates, or 500K-tokens, 2M-tokens',
  isValid: (rows) => rows === NO_BUDGET || (Number.isSafeInteger(rows) && rows > 0),
  expected: say('expected.budget'),
  default: 6000,
} as const satisfies NumberParameter;

/** A budget as a share of the candidates. */
export const BUDGET_SHARE = {
  placeholder: 'N%',
  help: '',
  isValid: (percent) => percent > 0 && percent <= 100,
  expected: say('expected.share'),
  default: null,
} as const satisfies NumberParameter;

/** A budget in tokens. */
export const BUDGET_TOKENS = {
  placeholder: 'NK-tokens',
  help: '',
  isValid: (tokens) => Number.isSafeInteger(tokens) && tokens > 0,
  expected: say('expected.tokens'),
  default: null,
} as const satisfies NumberParameter;

/** What decides the random order. */
export const SEED = {
  placeholder: 'S',
  help: 'of --rank-by random, a whole number from 0 (default 0)',
  isValid: (seed) => Number.isSafeInteger(seed) && seed >= 0,
  expected: say('expected.whole'),
  default: 0,
} as const satisfies NumberParameter;

/** τ: a row more similar than this to a selected one is a near-duplicate. */
export const THRESHOLD = {
  placeholder: 'T',
  help: 'a row more similar than this to a selected row is left out,\nfrom -1 to 1 (default: what suits the embedder)',
  isValid: (threshold) => threshold >= -1 && threshold <= 1,
  expected: say('expected.similarity'),
  default: null,
} as const satisfies NumberParameter;

/** α: what coverage weighs against the ranking. */
const ALPHA = {
  placeholder: 'A',
  help: 'of facility-location: what coverage weighs against the\nranking, from 0 to 1 (default 0.7)',
  isValid: (alpha) => alpha >= 0 && alpha <= 1,
  expected: say('expected.upToOne'),
  default: 0.7,
} as const satisfies NumberParameter;

/** The numbers that strategies need beside a budget. */
export const STRATEGY_NUMBERS = {
  threshold: THRESHOLD,
  alpha: ALPHA,
} as const satisfies Readonly<Record<string, NumberParameter>>;

export type StrategyNumber = keyof typeof STRATEGY_NUMBERS;
export const STRATEGY_NUMBER_NAMES = Object.keys(STRATEGY_NUMBERS) as StrategyNumber[]; // The keys are the names.

/**
 * What a strategy may need beside a ranking and a budget: each is a parameter of its runs, and nothing else is opened or
 * computed. Whether scores are needed is decided by the signals that a run ranks, conditions and caps by.
 */
export type StrategyNeed = 'embedder' | StrategyFile | 'tags' | StrategyNumber;

/** A file that a strategy reads beside the dataset. */
export interface FileParameter {
  readonly flag: string;
  readonly placeholder: string;
  /** For the command line's help; lines of at most 60 characters. */
  readonly help: string;
}

export const STRATEGY_FILES = {
  like: {
    flag: 'like',
    placeholder: 'FILE',
    help: 'of like: a dataset of the rows that are wanted; with\n--embeddings their embeddings (.npy)',
  },
  tagEmbeddings: {
    flag: 'tag-embeddings',
    placeholder: 'FILE.npy',
    help: 'of mig: one row for each tag, in the order in which tags\nare first met; near ones share what is covered',
  },
} as const satisfies Readonly<Record<string, FileParameter>>;

export type StrategyFile = keyof typeof STRATEGY_FILES;
export const STRATEGY_FILE_NAMES = Object.keys(STRATEGY_FILES) as StrategyFile[]; // The keys are the names.

export interface StrategyDescriptor {
  /** How it chooses, in the words of the command line's help. */
  readonly help: string;
  readonly needs: readonly StrategyNeed[];
  /** What it uses where it is given. */
  readonly takes?: readonly StrategyNeed[];
  /** What of that is of no use without tags. */
  readonly onlyWithTags?: readonly StrategyNeed[];
  /** What it needs no embedder with. */
  readonly embedderUnless?: 'tags';
  /** It weighs rows by the number and the scale of the candidates: a row that is kept without being one has no part in that. */
  readonly weighsByCandidates?: true;
  /** It weighs rows by the budget: a larger one may select others instead of only more. */
  readonly weighsByBudget?: true;
}

/** Every way to make a selection diverse, by its name on the command line. */
export const STRATEGIES = {
  'repr-filter': {
    help: 'near-duplicates left out',
    needs: ['threshold', 'embedder'],
  },
  none: {
    help: 'the first rows of the ranking',
    needs: [],
  },
  'k-center': {
    help: 'farthest first, from the first row of the ranking',
    needs: ['embedder'],
  },
  'facility-location': {
    help: 'what covers the pool best, weighed against\nthe ranking (QDIT)',
    needs: ['alpha', 'embedder'],
    weighsByCandidates: true,
    weighsByBudget: true,
  },
  mig: {
    help: 'most score spread over tags, or over clusters without',
    needs: [],
    takes: ['tags', 'tagEmbeddings', 'embedder'],
    onlyWithTags: ['tagEmbeddings'],
    embedderUnless: 'tags',
  },
  instag: {
    help: 'rows that bring a new tag, by the ranking',
    needs: ['tags'],
  },
  like: {
    help: 'the rows most similar to those of --like (RDS+)',
    needs: ['like', 'embedder'],
  },
} as const satisfies Readonly<Record<string, StrategyDescriptor>>;

export type Strategy = keyof typeof STRATEGIES;
export type NeedOf<S extends Strategy> = (typeof STRATEGIES)[S]['needs'][number];
export type TakenBy<S extends Strategy> = (typeof STRATEGIES)[S] extends {
  readonly takes: readonly (infer T extends StrategyNeed)[];
}
  ? T
  : never;

export const DEFAULT_STRATEGY = 'repr-filter' satisfies Strategy;
/** The default first. */
export const STRATEGY_NAMES = Object.keys(STRATEGIES) as [Strategy, ...Strategy[]]; // The keys are the names.

export function isDefault(strategy: string): boolean {
  return strategy === DEFAULT_STRATEGY;
}

export function isStrategy(name: string): name is Strategy {
  return Object.hasOwn(STRATEGIES, name);
}

/** Whether a run cannot do without a parameter; a strategy that does not exist needs nothing. */
export function needs(strategy: Strategy, parameter: string, { tags }: { readonly tags?: unknown } = {}): boolean {
  const { needs: needed = [], embedderUnless } = descriptorOf(strategy) ?? {};
  if (parameter === 'embedder' && embedderUnless !== undefined) return tags === undefined;
  return needed.some((need) => need === parameter);
}

/** Whether a parameter of a run is one that its strategy uses; a strategy that does not exist uses nothing. */
export function uses(strategy: Strategy, parameter: string, given: { readonly tags?: unknown } = {}): boolean {
  if (needs(strategy, parameter, given)) return true;
  const { takes = [], onlyWithTags = [] } = descriptorOf(strategy) ?? {};
  if (parameter === 'embedder') return false;
  if (given.tags === undefined && onlyWithTags.some((taken) => taken === parameter)) return false;
  return takes.some((taken) => taken === parameter);
}

/** Whether a selection by a strategy depends on which rows are candidates, beside the order in which it takes rows. */
export function weighsByCandidates(strategy: Strategy): boolean {
  return descriptorOf(strategy)?.weighsByCandidates ?? false;
}

/** Whether a smaller budget may select rows that are not among those of a larger one. */
export function weighsByBudget(strategy: Strategy): boolean {
  return descriptorOf(strategy)?.weighsByBudget ?? false;
}

function descriptorOf(strategy: Strategy): StrategyDescriptor | undefined {
  const descriptors: Readonly<Record<string, StrategyDescriptor | undefined>> = STRATEGIES;
  return descriptors[strategy];
}
