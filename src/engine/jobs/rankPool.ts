import { parseCondition } from '../../choices/conditions/condition';
import { shareOf } from '../../choices/percent';
import type { QuotaRule } from '../../choices/quotas';
import { NO_BUDGET } from '../../choices/strategies';
import type { Message } from '../../common/message';
import { seededOrder } from '../../common/seededOrder';
import { EVOL, neededBy, RANDOM, signalsOf, type SelectionRunParameters } from '../../protocol/selection';
import { signalNamed, type SignalRef } from '../../protocol/signals';
import type { Limits, Quota } from '../../selection/allowance';
import type { Tags } from '../../selection/tags';
import { fault, say } from '../../messages/say';
import type { Exclusions } from '../../selection/withExcluded';
import type { Verdicts } from '../decisions/datasetDecisions';
import type { JobContext } from '../job';
import type { OpenDataset } from '../openDataset';
import { rowTest } from '../signals/rowTest';
import { poolTags } from '../signals/poolTags';
import { signalColumns, type ColumnValueOf, type SignalColumns, type SignalPool } from '../signals/signalColumns';
import { categoriesOf, leavingOut, rankingColumn } from '../signals/signalNumbers';
import type { SuppliedFiles } from './suppliedFiles';

const TOKENS = 'tokens';
const DROPPED_BY_HAND = say('status.dropped');

/** A pool as a strategy takes it: ordered, conditioned, limited. */
export interface RankedPool {
  /** One a row: what is higher goes first; NaN = no candidate. */
  readonly ranking: Float64Array;
  /** The same of the candidates alone, without rows that are kept although they fail the condition. */
  readonly candidates: Float64Array;
  /** Rows that a condition or a decision takes out; undefined where there can be none. */
  readonly excluded: Exclusions | undefined;
  /** Why a row that has what is ranked by is no candidate all the same; undefined where there can be none. */
  readonly asideOf: ((row: number) => Message | undefined) | undefined;
  /** Rows that are kept by hand, those without a value in the ranking last. */
  readonly kept: Uint32Array;
  /** Rows to select, 0 or more; -1 = no limit. */
  readonly budget: number;
  readonly limits: Limits;
  /** Absent where none are asked for. */
  readonly tags?: Tags;
}

/** What a pool is ranked by beside its rows; `tags` where they have been read already. */
export interface RankingSupply
  extends Pick<SuppliedFiles, 'measures' | 'tagVectors'>, Pick<SignalPool, 'scores' | 'joined' | 'modelMade'> {
  readonly tags: Tags | undefined;
  /** What is decided by hand, by row; undefined = the run was given no decisions. */
  readonly verdicts: Verdicts | undefined;
}

/**
 * Ranks the rows of a pool as a run was asked to. All rows must have been noted.
 * @throws DeitaError `usage`, `keptRowsExceedBudget`, `embeddingsMismatch` and `noUsableRows` for tags, `fileChanged`, `cancelled`
 */
export async function rankPool(
  open: OpenDataset,
  parameters: SelectionRunParameters,
  supply: RankingSupply,
  job: JobContext,
): Promise<RankedPool> {
  const { dataset, facts } = open;
  const { where, budgetShare } = parameters;
  const { verdicts } = supply;
  const columns = await signalColumns(neededSignals(parameters), { dataset, facts, ...supply }, job);
  const meets = where === undefined ? undefined : rowTest(parseCondition(where), columns);
  const isBarred = barredRows(open, parameters);
  const marks = marksOf(verdicts, dataset.rowCount);
  const isKept = (row: number): boolean => marks[row] === KEPT && !facts.isBad(row);
  const isDropped = (row: number): boolean => marks[row] === DROPPED;
  const failsCondition = (row: number): boolean => meets !== undefined && !isBarred(row) && !meets(row);
  const isNoCandidate = (row: number): boolean => isDropped(row) || isBarred(row) || failsCondition(row);
  const isOut =
    verdicts === undefined && meets === undefined
      ? barsAny(open, parameters) && isBarred
      : (row: number) => !isKept(row) && isNoCandidate(row);
  const ranking = rankingOf(dataset.rowCount, parameters, columns, supply, isOut);
  const kept = inOrder(ranking, verdicts?.kept.filter(isKept) ?? new Uint32Array());
  // A kept row is selected whatever the condition, which does not make it one of the rows that meet it.
  const candidates = kept.some((row) => !Number.isNaN(ranking[row]) && isNoCandidate(row))
    ? rankingOf(dataset.rowCount, parameters, columns, supply, isNoCandidate)
    : ranking;
  const countRows = (): number => countCandidates(candidates);
  const budget = budgetShare === undefined ? parameters.budget : shareOf(budgetShare, countRows());
  const limits = limitsOf(parameters, columns, budget === NO_BUDGET ? countRows() : budget);
  assertKeptFit(kept.length, budget);
  assertKeptFitTokens(kept, limits);
  const { tags } = neededBy(parameters);
  const used =
    tags === undefined
      ? undefined
      : (supply.tags ?? poolTags(tags, columnOf(columns, tags), dataset.rowCount, supply.tagVectors));
  return {
    ranking,
    candidates,
    excluded:
      meets === undefined && verdicts === undefined
        ? undefined
        : {
            isExcluded: (row) => isDropped(row) || (!isKept(row) && failsCondition(row)),
            reasonOf: (row) => (isDropped(row) ? DROPPED_BY_HAND : undefined),
          },
    asideOf: supply.modelMade?.get(parameters.rankBy ?? EVOL)?.asideOf,
    kept,
    budget,
    limits,
    ...(used === undefined ? {} : { tags: used }),
  };
}

const KEPT = 1;
const DROPPED = 2;

/** What is decided of each row, nothing or 0 = nothing. */
function marksOf(verdicts: Verdicts | undefined, rowCount: number): Uint8Array {
  if (verdicts === undefined) return new Uint8Array();
  const { kept, dropped } = verdicts;
  const marks = new Uint8Array(rowCount);
  for (const row of kept) marks[row] = KEPT;
  for (const row of dropped) marks[row] = DROPPED;
  return marks;
}

/** Highest first, those without a value last; of equals the lower row index first. */
function inOrder(ranking: Float64Array, rows: Uint32Array): Uint32Array {
  const valueOf = (row: number): number => {
    const value = ranking[row] as number;
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
  };
  return rows.sort((a, b) => {
    const [first, second] = [valueOf(a), valueOf(b)];
    return first === second ? a - b : second - first;
  });
}

/**
 * Kept rows count towards the budget although they are not held to it.
 * @param budget rows; -1 = no limit
 * @throws DeitaError `keptRowsExceedBudget`
 */
export function assertKeptFit(kept: number, budget: number): void {
  if (budget !== NO_BUDGET && kept > budget) throw fault('moreKeptThanBudget', { kept, budget });
}

/** The same of a budget in tokens. @throws DeitaError `keptRowsExceedBudget` */
function assertKeptFitTokens(kept: Uint32Array, { tokens }: Limits): void {
  if (tokens === undefined) return;
  const sum = kept.reduce((total, row) => total + tokens.of(row), 0);
  if (sum > tokens.budget) {
    throw fault('moreKeptThanTokens', { kept: kept.length, tokens: sum, budget: tokens.budget });
  }
}

function columnOf(columns: SignalColumns, name: string): ColumnValueOf {
  return columns.get(name) ?? (() => undefined);
}

function neededSignals(parameters: SelectionRunParameters): SignalRef[] {
  const signals = signalsOf(parameters);
  const isNeeded = parameters.budgetTokens !== undefined && signals.every(({ name }) => name !== TOKENS);
  return isNeeded ? [...signals, signalNamed(TOKENS)] : signals;
}

/** Bad rows, and those that their label rejects unless they are asked for, are no candidates whatever the condition. */
function barredRows(open: OpenDataset, parameters: SelectionRunParameters): (row: number) => boolean {
  const { facts } = open;
  const takesRejected = takesAllLabels(open, parameters);
  return (row) => facts.isBad(row) || (!takesRejected && facts.isRejected(row));
}

/** Whether there are such rows: mostly there are none, and none need be looked for. */
function barsAny(open: OpenDataset, parameters: SelectionRunParameters): boolean {
  return open.facts.problemCount > 0 || !takesAllLabels(open, parameters);
}

function takesAllLabels({ facts }: OpenDataset, { includeRejected }: SelectionRunParameters): boolean {
  return includeRejected === true || facts.reading.rejectedRows === 0;
}

function rankingOf(
  rowCount: number,
  { rankBy = EVOL, ascending, seed = 0 }: SelectionRunParameters,
  columns: SignalColumns,
  supply: Pick<RankingSupply, 'scores' | 'modelMade'>,
  isOut: IsOut,
): Float64Array {
  if (rankBy === RANDOM) return oriented(randomRanking(rowCount, seed, isOut), ascending);
  const ranking = valuesToRankBy(rowCount, rankBy, columns, supply);
  return oriented(isOut === false ? ranking : leavingOut(ranking, isOut), ascending);
}

/** Whether a row takes no part; false = all do. */
type IsOut = ((row: number) => boolean) | false;

function valuesToRankBy(
  rowCount: number,
  rankBy: string,
  columns: SignalColumns,
  { scores, modelMade }: Pick<RankingSupply, 'scores' | 'modelMade'>,
): Float64Array {
  const rankingOf = modelMade?.get(rankBy)?.rankingOf;
  if (rankingOf === undefined) return rankingColumn(signalNamed(rankBy), columnOf(columns, rankBy), scores, rowCount);
  return Float64Array.from({ length: rowCount }, (_, row) => rankingOf(row));
}

/** The candidates' places in the seeded order of all rows, from 0, negated. */
function randomRanking(rowCount: number, seed: number, isOut: IsOut): Float64Array {
  const ranking = new Float64Array(rowCount).fill(Number.NaN);
  let place = 0;
  for (const row of seededOrder(rowCount, seed)) if (isOut === false || !isOut(row)) ranking[row] = -place++;
  return ranking;
}

function oriented(ranking: Float64Array, ascending: boolean | undefined): Float64Array {
  return ascending === true ? ranking.map((value) => -value) : ranking;
}

function countCandidates(ranking: Float64Array): number {
  let count = 0;
  for (let row = 0; row < ranking.length; row++) if (!Number.isNaN(ranking[row])) count++;
  return count;
}

/** @param base what shares are of: the row budget, else the candidates */
function limitsOf({ quotas = [], budgetTokens }: SelectionRunParameters, columns: SignalColumns, base: number): Limits {
  const tokensOf = columnOf(columns, TOKENS);
  return {
    ...(budgetTokens === undefined
      ? {}
      : { tokens: { budget: budgetTokens, of: (row) => Number(tokensOf(row) ?? 0) } }),
    quotas: quotas.map((rule) => quotaOf(rule, columns, base)),
  };
}

function quotaOf(rule: QuotaRule, columns: SignalColumns, base: number): Quota {
  const { signal } = rule;
  const valueOf = columnOf(columns, signal);
  return {
    signal,
    categoriesOf: (row) => categoriesOf(valueOf(row)),
    capOf: 'share' in rule ? shareCap(rule.share, base) : listedCap(rule.caps),
  };
}

function shareCap(percent: number, base: number): () => number {
  const cap = shareOf(percent, base);
  return () => cap;
}

function listedCap(caps: readonly { readonly value: string; readonly rows: number }[]): (category: string) => number {
  const byValue = new Map(caps.map(({ value, rows }) => [value, rows]));
  return (category) => byValue.get(category) ?? Number.POSITIVE_INFINITY;
}
