import type { DatasetInfo } from '../../protocol/dataset';
import { carryResults, type CarriedResults, type FormerPool } from './carriedResults';
import type { PoolResults } from './poolResults';

/** What was known of a file before it changed, and what of it is still true of the rows that are there. */
export class FormerResults {
  private carried: CarriedResults | null = null;

  /** @param pool null = nothing was known */
  constructor(private readonly pool: FormerPool | null = null) {}

  /** Of results that are of other rows than those that are there now. */
  static of(results: PoolResults, fingerprints: Float64Array): FormerResults {
    return new FormerResults(new FormerResults().poolWith(results, () => fingerprints));
  }

  get isPending(): boolean {
    return this.pool !== null && this.carried === null;
  }

  /** Of a selection that is there no more; absent where there is none, or another. */
  infoBeside({ selection }: PoolResults): Pick<DatasetInfo, 'former'> {
    const former = this.carried?.former ?? null;
    if (former === null || selection !== null) return {};
    return { former: { selection: former.selection.summary, change: former.change } };
  }

  /** The results with the former selection in place of none. */
  shownWith(results: PoolResults): PoolResults {
    const former = this.carried?.former ?? null;
    if (former === null || results.selection !== null) return results;
    return { ...results, selection: former.selection };
  }

  /**
   * What there is to carry over when the file changes again: an earlier selection stays what the next one is compared
   * with, and of scores those that a run has found out since are taken.
   */
  poolWith({ scores, selection }: PoolResults, fingerprintsOf: () => Float64Array): FormerPool | null {
    const areNew = scores !== null && scores !== this.carried?.scores;
    if (selection === null && !areNew) return this.pool;
    const fingerprints = fingerprintsOf();
    return {
      scores: areNew ? { known: scores, fingerprints } : (this.pool?.scores ?? null),
      selection: selection === null ? (this.pool?.selection ?? null) : { known: selection, fingerprints },
    };
  }

  /** The results with what was known of their rows, unless a run has found out more since. */
  carryOver(results: PoolResults, fingerprints: Float64Array): PoolResults {
    if (this.pool === null || this.carried !== null || results.selection !== null) return results;
    this.carried = carryResults(this.pool, fingerprints);
    const { scores } = this.carried;
    return results.scores === null && scores !== null ? { scores, selection: null } : results;
  }
}
