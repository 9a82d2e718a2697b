import { BUDGET, weighsByBudget } from '../../choices/strategies';
import type { Curve, CurvePoint, CurveRequest } from '../../protocol/comparison';
import { RANDOM, strategyOf, type SelectionRequest } from '../../protocol/selection';
import { signalNamed } from '../../protocol/signals';
import { checkNumber } from '../../selection/parameters';
import { STATUSES } from '../../selection/types';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import type { OpenDataset } from '../openDataset';
import type { SelectionResult } from '../results/selectionResult';
import type { Measures } from '../signals/derived/measuredRow';
import { signalColumns } from '../signals/signalColumns';
import { assertKeptFit } from './rankPool';
import { prepareSelection, type SelectionRun } from './prepareSelection';
import { diversityOf, withEmbeddedPool } from './selectionFacts';
import { selectPool } from './selectPool';

/**
 * What a strategy selects at several budgets. Where a larger budget only adds rows, that is one selection; strategies that
 * weigh by the budget and quotas by share depend on it, and are selected for each.
 * @throws DeitaError as `prepareSelection`
 */
export async function budgetCurve(
  open: OpenDataset,
  { budgets, selection: asked, coverageEmbedder }: CurveRequest,
  context: EngineContext,
  job: JobContext,
): Promise<Curve> {
  for (const budget of budgets) checkNumber('budget', budget, BUDGET);
  const ascending = [...new Set(budgets)].sort((a, b) => a - b);
  const runs: CurveRun[] = [];
  for (const group of isPrefixClosed(asked) ? [ascending] : ascending.map((budget) => [budget])) {
    const run = await prepareSelection(open, { ...asked, budget: group.at(-1) ?? 0 }, context, job);
    const selection = await selectPool(run, open, context, job);
    for (const budget of group) assertKeptFit(run.pool.kept.length, budget);
    runs.push({ ...run, budgets: group, selection });
  }
  const measured = runs.map(({ budgets: firsts, selection }) => {
    const { selectedRows: rows } = selection.outcome;
    return { rows, firsts: firsts.map((budget) => Math.min(budget, rows.length)) };
  });
  const diversity = await withEmbeddedPool(open, coverageEmbedder, context, job, (pool) => diversityOf(pool, measured));
  const tokensOf = runs[0] === undefined ? () => 0 : await tokenColumn(open, runs[0].files.measures, job);
  return { points: runs.flatMap((run, at) => pointsOf(run, asked, diversity[at]?.coverage ?? [], tokensOf)) };
}

/** A selection, and the budgets that it answers for, ascending: its own is the last. */
interface CurveRun extends SelectionRun {
  readonly budgets: readonly number[];
  readonly selection: SelectionResult;
}

function isPrefixClosed(asked: SelectionRequest): boolean {
  return !weighsByBudget(strategyOf(asked)) && !(asked.quotas ?? []).some((quota) => 'share' in quota);
}

function pointsOf(
  { budgets, selection, pool }: CurveRun,
  { rankBy, ascending }: SelectionRequest,
  coverage: readonly number[],
  tokensOf: (row: number) => number,
): CurvePoint[] {
  const { selectedRows, statuses } = selection.outcome;
  const nearDuplicates = [...statuses.keys()].filter((row) => statuses[row] === STATUSES.indexOf('nearDuplicate'));
  return budgets.map((budget, at) => {
    const taken = selectedRows.subarray(0, budget);
    // Kept rows stand before the walk, whose last row tells how far it came.
    const last = taken.length > pool.kept.length ? taken.at(-1) : undefined;
    const isFull = taken.length === budget;
    return {
      budget,
      selected: taken.length,
      lastScore: last === undefined || rankBy === RANDOM ? null : scoreOf(pool.ranking, last, ascending),
      nearDuplicates: isFull
        ? nearDuplicates.filter((row) => last !== undefined && precedes(pool.ranking, row, last)).length
        : nearDuplicates.length,
      coverage: coverage[at] ?? 0,
      tokens: taken.reduce((sum, row) => sum + tokensOf(row), 0),
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

async function tokenColumn(
  { dataset, facts }: OpenDataset,
  measures: Measures,
  job: JobContext,
): Promise<(row: number) => number> {
  const columns = await signalColumns([signalNamed('tokens')], { dataset, facts, scores: null, measures }, job);
  return (row) => Number(columns.get('tokens')?.(row) ?? 0);
}
