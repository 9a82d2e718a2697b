import type { DatasetInfo } from '../../protocol/dataset';
import { carryResults, type FormerPool, type FormerSelection } from './carriedResults';
import type { PoolResults } from './poolResults';

/** What was known of a file before it changed, and what of it is still true of the rows that are there. */
export class FormerResults {
  private carried: FormerSelection | null = null;

  /** @param pool null = nothing was known */
  constructor(private readonly pool: FormerPool | null = null) {}

  get isPending(): boolean {
    return this.pool !== null && this.carried === null;
  }

  /** Of a selection that is there no more; absent where there is none, or another. */
  infoBeside({ selection }: PoolResults): Pick<DatasetInfo, 'former'> {
    if (this.carried === null || selection !== null) return {};
    return { former: { selection: this.carried.selection.summary, change: this.carried.change } };
  }

  /** The results with the former selection in place of none. */
  shownWith(results: PoolResults): PoolResults {
    if (this.carried === null || results.selection !== null) return results;
    return { ...results, selection: this.carried.selection };
  }

  /**
   * What there is to carry over when the file changes again: an earlier selection stays what the next one is compared
   * with.
   */
  poolWith(results: PoolResults, fingerprintsOf: () => Float64Array): FormerPool | null {
    if (results.selection !== null) return { results, fingerprints: fingerprintsOf() };
    if (this.pool !== null) return this.pool;
    return results.scores === null ? null : { results, fingerprints: fingerprintsOf() };
  }

  /** The results with what was known of their rows, unless a run has found out more since. */
  carryOver(results: PoolResults, fingerprints: Float64Array): PoolResults {
    if (this.pool === null || this.carried !== null || results.selection !== null) return results;
    const carried = carryResults(this.pool, fingerprints);
    if (carried === undefined) return results;
    this.carried = carried.former;
    return { scores: results.scores ?? carried.scores, selection: null };
  }
}
