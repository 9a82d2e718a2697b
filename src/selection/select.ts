import { NO_BUDGET } from '../choices/strategies';
import { throwIfAborted } from '../common/errors';
import { Allowance, type Limits } from './allowance';
import type { Comparability } from './comparability';
import { EmbeddingStream } from './embeddingStream';
import type { MatchFinder, MatchOf } from './matchFinder';
import { NearDuplicateFinder } from './nearDuplicateFinder';
import { NearestFinder } from './nearestFinder';
import { outlinesFor } from './outlines';
import { Pacer } from './pacer';
import { KeptFirst, rankingBeside } from './keptRows';
import { checkParameters } from './parameters';
import type { RowBlock } from './rowBlock';
import { OutcomeBuilder } from './outcomeBuilder';
import type { SimilarityKernel } from './similarityKernel';
import type { SearchTuning } from './similaritySearch';
import type { EmbeddingProvider, SelectionOutcome, SelectionParameters, SelectionProgress } from './types';
import { LazyOrder } from './lazyOrder';

/** Rows embedded and filtered together. */
const BLOCK_ROWS = 256;
const NONE = new Uint32Array();

/** What is done to all rows before the first one is chosen: they are embedded, or compared with each other. */
export type PreparingStage = 'embed' | 'compare';
export type OnPreparing = (stage: PreparingStage, done: number, total: number) => void;

export interface SelectOptions {
  readonly signal?: AbortSignal;
  /** Called after every block of the walk and once at the end; the numbers never fall. */
  readonly onProgress?: (progress: SelectionProgress) => void;
  /** Called, maybe more than once for each stage, before the first row is chosen; `done` and `total` in rows. */
  readonly onPreparing?: OnPreparing;
  /** Bulk inner products; decides the speed, never the result. Plain JavaScript unless given. */
  readonly kernel?: SimilarityKernel;
  /** Which rows are incomparable and have the similarity 0 for it; none unless given. */
  readonly comparability?: Comparability;
  /**
   * Rows that are selected before all others, in this order, with or without a value in the ranking: whatever their
   * similarity, and counting towards budget and quotas without being held to them. None unless given.
   */
  readonly kept?: Uint32Array;
  /** What limits the selection beside its budget; nothing unless given. */
  readonly limits?: Limits;
  /** Rows of the walk that are embedded and filtered together. */
  readonly blockRows?: number;
  /** Whether the similarity to the nearest selected row is asked for of rows that are no near-duplicates, too. */
  readonly allSimilarities?: boolean;
  /** For tests and measurements; chosen from the dimensions unless given. */
  readonly tuning?: SearchTuning;
}

/**
 * Score-first, diversity-aware selection (Algorithm 1 of arXiv 2312.15685): walks the pool by evol score, highest
 * first (lower row index on ties), and takes a row unless its cosine similarity to a row taken before is greater than
 * the threshold, until the budget is full. The similarity of incomparable rows is 0. A row that is not too similar but
 * over a quota is passed over. Rows that are kept by hand count as taken before.
 *
 * The outcome is that of the exact algorithm in float64 (see `cosineSimilarity`), on every input: similarities from
 * the kernel only tell which pairs must be computed exactly. Where the provider has outlines, only rows that may be
 * near-duplicates are embedded, and the outcome lacks what is known of no other row: the similarity to the nearest one.
 *
 * @param evolScores one a row of the pool; NaN = unscored, takes no part
 * @throws DeitaError `usage` for parameters out of range, `embeddingsMismatch` when the provider returns another
 * number of values than it was asked for, `cancelled` when the signal fires
 */
export async function select(
  evolScores: Float64Array,
  parameters: SelectionParameters,
  provider: EmbeddingProvider,
  options: SelectOptions = {},
): Promise<SelectionOutcome> {
  checkParameters(parameters);
  throwIfAborted(options.signal);
  const { signal, blockRows = BLOCK_ROWS } = options;
  const outlines = options.allSimilarities === true ? undefined : outlinesFor(provider, parameters.threshold);
  const { kept = NONE } = options;
  const others = await LazyOrder.of(rankingBeside(kept, evolScores), new Pacer(signal));
  const order = new KeptFirst(kept, others);
  const stream = new EmbeddingStream(order, outlines ?? provider, blockRows, signal);
  try {
    return await new Walk(evolScores, parameters, options).run(stream, (outcome) =>
      outlines === undefined
        ? new NearestFinder(provider.dimensions, outcome, options)
        : new NearDuplicateFinder({ provider, outlines }, parameters.threshold, outcome, options),
    );
  } finally {
    stream.close();
  }
}

class Walk {
  private readonly outcome: OutcomeBuilder;
  private readonly allowance: Allowance;
  private readonly kept: ReadonlySet<number>;

  constructor(
    evolScores: Float64Array,
    private readonly parameters: SelectionParameters,
    private readonly options: SelectOptions,
  ) {
    this.outcome = new OutcomeBuilder(evolScores);
    this.allowance = allowanceFor(parameters.budget, options);
    this.kept = new Set(options.kept);
  }

  async run(stream: EmbeddingStream, finderFor: (outcome: OutcomeBuilder) => MatchFinder): Promise<SelectionOutcome> {
    const finder = finderFor(this.outcome);
    const { allowance } = this;
    while (allowance.missing > 0) {
      const block = await stream.next(allowance.missing);
      throwIfAborted(this.options.signal);
      if (block === undefined) break;
      await finder.walk(block, (position, matchOf) => allowance.missing > 0 && this.decide(block, position, matchOf));
      this.options.onProgress?.(this.outcome.progress);
    }
    const outcome = this.outcome.build();
    if (finder.findsAll) return outcome;
    const rowsNotEmbedded = outcome.selectedRows.filter((row) => !finder.hasEmbedded(row)).length;
    return { ...outcome, lacksSimilarities: true, rowsNotEmbedded };
  }

  /** Decides about one row. @returns whether it is one that later rows are compared with */
  private decide(block: RowBlock, position: number, matchOf: MatchOf): boolean {
    const row = block.rowIndexes[position] as number;
    const isKept = this.kept.has(row);
    if (isKept) keep(row, this.outcome, this.allowance);
    if (!block.isFinite(position)) {
      if (!isKept) this.outcome.recordInvalid(row);
      return false;
    }
    const { nearest, similarity } = matchOf(position);
    this.outcome.recordNearest(row, nearest, similarity);
    if (isKept) return true;
    if (similarity > this.parameters.threshold) {
      this.outcome.recordNearDuplicate(row);
      return false;
    }
    return takeIfAllowed(row, this.outcome, this.allowance);
  }
}

/** @param budget rows; -1 = no limit */
export function allowanceFor(budget: number, { limits }: SelectOptions): Allowance {
  return new Allowance(budget === NO_BUDGET ? Number.POSITIVE_INFINITY : budget, limits);
}

/** Takes the row that a strategy would take next, unless it is over a quota or ends the selection. */
export function takeIfAllowed(row: number, outcome: OutcomeBuilder, allowance: Allowance): boolean {
  const verdict = allowance.judge(row);
  if (verdict === 'take') {
    allowance.take(row);
    outcome.recordSelected(row);
  } else if (verdict !== 'end') outcome.recordPassedOver(row, verdict.reason);
  return verdict === 'take';
}

/** Takes a row that is kept by hand, whatever is left of the allowance. */
export function keep(row: number, outcome: OutcomeBuilder, allowance: Allowance): void {
  allowance.take(row);
  outcome.recordKept(row);
}
