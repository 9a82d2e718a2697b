import type { Strategy, StrategyNumber } from '../choices/strategies';
import { clusterTags } from './clusterTags';
import { facilityLocation } from './facilityLocation';
import { instag } from './instag';
import { kCenter } from './kCenter';
import { likeTargets, type Targets } from './likeTargets';
import { mig } from './mig';
import { OutcomeBuilder } from './outcomeBuilder';
import { select, type SelectOptions } from './select';
import type { Tags } from './tags';
import { takeInOrder } from './takeInOrder';
import type { EmbeddingProvider, SelectionOutcome } from './types';

/** What strategies select by, as far as each needs it. */
type Supply = {
  readonly embedder: EmbeddingProvider;
  readonly tags: Tags;
  readonly targets: Targets;
} & Readonly<Record<StrategyNumber, number>>;

interface Budget {
  /** Rows to select, 0 or more; -1 = no limit. */
  readonly budget: number;
}

/** What may have been supplied, whatever the strategy. */
export type AnySupply = Budget & Partial<Supply>;

/**
 * @param ranking one a row of the pool, the highest first; NaN = takes no part
 * @throws DeitaError `embeddingsMismatch`, `cancelled`
 */
type Selector<Supplied> = (
  ranking: Float64Array,
  supply: Supplied,
  options: SelectOptions,
) => Promise<SelectionOutcome>;

/** What the algorithm of each strategy takes; the engine supplies it as far as the descriptor says that it is needed. */
interface Supplies {
  'repr-filter': 'embedder' | 'threshold';
  none: never;
  'k-center': 'embedder';
  'facility-location': 'embedder' | 'alpha';
  mig: never;
  instag: 'tags';
  like: 'embedder' | 'targets';
}

/** The algorithm of every strategy. */
const SELECTORS: { readonly [S in Strategy]: Selector<Budget & Pick<Supply, Supplies[S]>> } = {
  'repr-filter': (ranking, { embedder, ...parameters }, options) => select(ranking, parameters, embedder, options),
  none: (ranking, { budget }, options) => takeInOrder(ranking, budget, options),
  'k-center': kCenter,
  'facility-location': facilityLocation,
  mig: async (ranking, { budget, tags, embedder }: AnySupply, options) =>
    mig(
      ranking,
      { budget, tags: tags ?? (await clusterTags(ranking, embedder as EmbeddingProvider, options)) },
      options,
    ),
  instag,
  like: likeTargets,
};

/**
 * The algorithm of a strategy; to be given all that the strategy needs.
 * @param budget rows to select, 0 or more; -1 = no limit. A share of few candidates may come to no row
 */
export function selectorOf(strategy: Strategy, budget: number): Selector<AnySupply> {
  if (budget === 0) return (ranking) => Promise.resolve(new OutcomeBuilder(ranking).build());
  return SELECTORS[strategy] as Selector<AnySupply>; // It gets what it needs.
}
