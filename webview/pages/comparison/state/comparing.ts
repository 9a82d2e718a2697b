import type { ComparisonPage } from '../../../../src/protocol/pages/comparisonPage';
import { agreementSentence } from '../../../../src/wording/comparisonText';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { Store } from '../../../kit/store/store';
import { parseBudget, type ComparisonModel } from './comparisonModel';

/** What the page's buttons do. */
export class Comparing {
  constructor(
    private readonly host: RequestClient<ComparisonPage>,
    private readonly store: Store<ComparisonModel>,
    private readonly errors: ErrorReport,
  ) {}

  /** Compares what is chosen; what is on screen stays until the new comparison is there. */
  async compare(): Promise<void> {
    const { a, b, budget: text, job } = this.store.value;
    const budget = parseBudget(text);
    if (budget === null || job !== null) return;
    this.store.set({ error: null });
    try {
      const comparison = await this.host.request('compare', { a, b, budget });
      if (comparison === null) return;
      this.store.set({ comparison, pointed: null, announcement: agreementSentence(comparison) });
    } catch (error) {
      this.errors.show(error);
    }
  }

  swap(): void {
    const { a, b } = this.store.value;
    this.store.set({ a: b, b: a });
  }

  /** Puts a scorer that the user has a folder of in one of the two places. */
  async addScorer(place: 'a' | 'b'): Promise<void> {
    try {
      const added = await this.host.request('addScorer', null);
      if (added !== null) this.store.set({ scorers: added.scorers, [place]: added.id });
    } catch (error) {
      this.errors.show(error);
    }
  }

  async showRow(rowIndex: number): Promise<void> {
    try {
      await this.host.request('showRow', { rowIndex });
    } catch (error) {
      this.errors.show(error);
    }
  }
}
