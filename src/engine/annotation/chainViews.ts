import type { ReadRun } from '../../evol/inspect/followedRun';
import { isKept } from '../../evol/chain/chainState';
import { isMonotone } from '../../evol/inspect/inspectRun';
import { hasScores } from '../../evol/inspect/runStatus';
import {
  CHAIN_FILTERS,
  LEAST_AGREEMENT,
  type ChainDetail,
  type ChainFilter,
  type ChainPage,
  type ChainQuery,
  type ChainSummary,
} from '../../protocol/annotation';
import { oneLine } from '../rows/preview';
import {
  hasFailed,
  isDroppedByHand,
  type InspectedChain,
  type InspectedRun,
  type InspectedVariant,
} from '../../evol/types';
import { fault } from '../../messages/say';

const FILTERS: Readonly<Record<ChainFilter, (chain: InspectedChain) => boolean>> = {
  all: () => true,
  failed: (chain) => chain.problem !== undefined || chain.variants.some(hasFailed) || (chain.done && !hasScores(chain)),
  notMonotone: (chain) => hasScores(chain) && !isMonotone(chain),
  ordersDisagree: ({ selfAgreement }) => selfAgreement !== null && selfAgreement < LEAST_AGREEMENT,
  corrected: isCorrected,
  notDone: ({ done }) => !done,
};

/** @param start position among the chains that the query lists; @param count at most */
export function chainPage({ inspected }: ReadRun, query: ChainQuery, start: number, count: number): ChainPage {
  const listed = inspected.chains.filter((chain) => isListed(chain, query));
  return { total: listed.length, chains: listed.slice(start, start + count).map(summaryOf) };
}

/** How many chains each filter lists. */
export function filterCounts({ chains }: InspectedRun): Record<ChainFilter, number> {
  const counts = CHAIN_FILTERS.map((filter) => [filter, chains.filter(FILTERS[filter]).length]);
  return Object.fromEntries(counts) as Record<ChainFilter, number>;
}

/** @throws DeitaError `usage` when the run has no such chain */
export function chainDetail({ run, inspected }: ReadRun, chainId: string): ChainDetail {
  const at = run.plans.findIndex(({ id }) => id === chainId);
  const [plan, chain] = [run.plans[at], inspected.chains[at]];
  if (plan === undefined || chain === undefined) {
    throw fault('noChain', { chain: JSON.stringify(chainId) });
  }
  const { instruction, response } = plan.seed;
  const { variants, orders } = chain;
  return { ...summaryOf(chain), variants, orders, seed: { instruction, response } };
}

function isListed(chain: InspectedChain, { filter, dimension }: ChainQuery): boolean {
  return (dimension === null || chain.dimension === dimension) && FILTERS[filter](chain);
}

function summaryOf(chain: InspectedChain): ChainSummary {
  const { id, rowIndex, turn, dimension, variants, selfAgreement, kendall, done, problem, dropped } = chain;
  return {
    ...{ id, rowIndex, turn, dimension, selfAgreement, kendall, done },
    ...(problem === undefined ? {} : { problem }),
    ...(dropped === undefined ? {} : { dropped }),
    preview: oneLine(variants[0]?.text ?? ''),
    scores: variants.filter(isKept).map(({ step, score }) => ({ step, score })),
    droppedSteps: variants.filter((variant) => !isKept(variant)).length,
    monotone: isMonotone(chain),
    corrected: isCorrected(chain),
  };
}

function isCorrected({ variants, dropped }: InspectedChain): boolean {
  const isTouched = (variant: InspectedVariant): boolean =>
    variant.judgedScore !== undefined || isDroppedByHand(variant);
  return dropped !== undefined || variants.some(isTouched);
}
