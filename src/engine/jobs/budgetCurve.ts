import { BUDGET } from '../../choices/strategies';
import { openTokenCounter } from '../../inference/tokenCounter';
import type { Curve, CurvePoint, CurveRequest } from '../../protocol/comparison';
import { RANDOM, strategyOf, type SelectionRequest } from '../../protocol/selection';
import { signalNamed } from '../../protocol/signals';
import { checkNumber } from '../../selection/parameters';
import { STATUSES } from '../../selection/types';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import type { OpenDataset } from '../openDataset';
import { measuresBy } from '../signals/derived/measuredRow';
import { signalColumns } from '../signals/signalColumns';
import { diversityOf } from './selectionFacts';
import { selectOnce, type FinishedSelection } from './selectPool';

/**
 * What a strategy selects at several budgets. Where a larger budget only adds rows, that is one selection; facility
 * location and quotas by share depend on the budget, and are selected for each.
 * @throws DeitaError as `selectOnce`
 */
export async function budgetCurve(
  open: OpenDataset,
  { budgets, selection: asked, coverageEmbedder }: CurveRequest,
  context: EngineContext,
  job: JobContext,
): Promise<Curve> {
  for (const budget of budgets) checkNumber('budget', budget, BUDGET);
  const ascending = [...new Set(budgets)].sort((a, b) => a - b);
  const select = (budget: number): Promise<FinishedSelection> => selectOnce(open, { ...asked, budget }, context, job);
  const points: CurvePoint[] = [];
  for (const group of isPrefixClosed(asked) ? [ascending] : ascending.map((budget) => [budget])) {
    const finished = await select(group.at(-1) ?? 0);
    points.push(...(await pointsOf(open, finished, group, { asked, coverageEmbedder }, context, job)));
  }
  return { points };
}

function isPrefixClosed(asked: SelectionRequest): boolean {
  return strategyOf(asked) !== 'facility-location' && !(asked.quotas ?? []).some((quota) => 'share' in quota);
}

async function pointsOf(
  open: OpenDataset,
  { selection, pool }: FinishedSelection,
  budgets: readonly number[],
  { asked, coverageEmbedder }: Pick<CurveRequest, 'coverageEmbedder'> & { readonly asked: SelectionRequest },
  context: EngineContext,
  job: JobContext,
): Promise<CurvePoint[]> {
  const { selectedRows, statuses } = selection.outcome;
  const firsts = budgets.map((budget) => Math.min(budget, selectedRows.length));
  const [diversity] = await diversityOf(open, [{ rows: selectedRows, firsts }], coverageEmbedder, context, job);
  const tokens = await tokensOf(open, asked.tokenizer, job);
  const nearDuplicates = [...statuses.keys()].filter((row) => statuses[row] === STATUSES.indexOf('nearDuplicate'));
  return budgets.map((budget, at) => {
    const taken = selectedRows.subarray(0, firsts[at]);
    const last = taken.at(-1);
    const isFull = taken.length === budget && last !== undefined;
    return {
      budget,
      selected: taken.length,
      lastScore: last === undefined || asked.rankBy === RANDOM ? null : scoreOf(pool.ranking, last, asked.ascending),
      nearDuplicates: isFull
        ? nearDuplicates.filter((row) => precedes(pool.ranking, row, last)).length
        : nearDuplicates.length,
      coverage: diversity?.coverage[at] ?? 0,
      tokens: taken.reduce((sum, row) => sum + tokens(row), 0),
    };
  });
}

function scoreOf(ranking: Float64Array, row: number, ascending: boolean | undefined): number {
  const value = ranking[row] as number;
  return ascending === true ? -value : value;
}

function precedes(ranking: Float64Array, row: number, other: number): boolean {
  const [own, second] = [ranking[row] as number, ranking[other] as number];
  return own > second || (own === second && row < other);
}

async function tokensOf(
  { dataset, facts }: OpenDataset,
  tokenizer: string | undefined,
  job: JobContext,
): Promise<(row: number) => number> {
  const measures = measuresBy(tokenizer === undefined ? undefined : await openTokenCounter(tokenizer));
  const columns = await signalColumns([signalNamed('tokens')], { dataset, facts, scores: null, measures }, job);
  return (row) => Number(columns.get('tokens')?.(row) ?? 0);
}
