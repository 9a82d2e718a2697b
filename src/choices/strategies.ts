/** A number that decides a selection: its flag, its field in the toolbar and its check are all made of this. */
export interface NumberParameter {
  /** What stands for its value in the command line's help. */
  readonly placeholder: string;
  /** For the command line's help; lines of at most 60 characters. */
  readonly help: string;
  readonly isValid: (value: number) => boolean;
  /** What is valid, such as "a number from 0 to 1". */
  readonly expected: string;
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
  expected: 'a number of rows from 1, or -1 for no limit',
  default: 6000,
} as const satisfies NumberParameter;

/** A budget as a share of the candidates. */
export const BUDGET_SHARE = {
  placeholder: 'N%',
  help: '',
  isValid: (percent) => percent > 0 && percent <= 100,
  expected: 'a percentage above 0 and up to 100',
  default: null,
} as const satisfies NumberParameter;

/** A budget in tokens. */
export const BUDGET_TOKENS = {
  placeholder: 'NK-tokens',
  help: '',
  isValid: (tokens) => Number.isSafeInteger(tokens) && tokens > 0,
  expected: 'a number of tokens from 1',
  default: null,
} as const satisfies NumberParameter;

/** What decides the random order. */
export const SEED = {
  placeholder: 'S',
  help: 'of --rank-by random, a whole number from 0 (default 0)',
  isValid: (seed) => Number.isSafeInteger(seed) && seed >= 0,
  expected: 'a whole number from 0',
  default: 0,
} as const satisfies NumberParameter;

/** τ: a row more similar than this to a selected one is a near-duplicate. */
export const THRESHOLD = {
  placeholder: 'T',
  help: 'a row more similar than this to a selected row is left out,\nfrom -1 to 1 (default: what suits the embedder)',
  isValid: (threshold) => threshold >= -1 && threshold <= 1,
  expected: 'a cosine similarity from -1 to 1',
  default: null,
} as const satisfies NumberParameter;

/** The numbers that strategies need beside a budget. */
export const STRATEGY_NUMBERS = {
  threshold: THRESHOLD,
} as const satisfies Readonly<Record<string, NumberParameter>>;

export type StrategyNumber = keyof typeof STRATEGY_NUMBERS;
export const STRATEGY_NUMBER_NAMES = Object.keys(STRATEGY_NUMBERS) as StrategyNumber[]; // The keys are the names.

/**
 * What a strategy may need beside a ranking and a budget: each is a parameter of its runs, and nothing else is opened or
 * computed. Whether scores are needed is decided by the signals that a run ranks, conditions and caps by.
 */
export type StrategyNeed = 'embedder' | StrategyNumber;

export interface StrategyDescriptor {
  /** How it chooses, in the words of the command line's help. */
  readonly help: string;
  readonly needs: readonly StrategyNeed[];
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
} as const satisfies Readonly<Record<string, StrategyDescriptor>>;

export type Strategy = keyof typeof STRATEGIES;
export type NeedOf<S extends Strategy> = (typeof STRATEGIES)[S]['needs'][number];

export const DEFAULT_STRATEGY = 'repr-filter' satisfies Strategy;
/** The default first. */
export const STRATEGY_NAMES = Object.keys(STRATEGIES) as [Strategy, ...Strategy[]]; // The keys are the names.

export function isDefault(strategy: string): boolean {
  return strategy === DEFAULT_STRATEGY;
}

export function isStrategy(name: string): name is Strategy {
  return Object.hasOwn(STRATEGIES, name);
}

/** Whether a parameter of a run is one that its strategy needs; a strategy that does not exist needs nothing. */
export function needs(strategy: Strategy, parameter: string): boolean {
  const descriptors: Readonly<Record<string, StrategyDescriptor | undefined>> = STRATEGIES;
  return descriptors[strategy]?.needs.some((need) => need === parameter) ?? false;
}
