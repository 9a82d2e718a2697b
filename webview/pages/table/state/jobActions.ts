import type { PageMethod, PageParams } from '../../../../src/protocol/pages/pageMessages';
import type { TablePage } from '../../../../src/protocol/pages/tablePage';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { PageModel } from './pageModel';
import { parseFields } from './runFields';
import type { Store } from '../../../kit/store/store';

/** What the toolbar asks of the host. Results arrive as events. */
export class JobActions {
  constructor(
    private readonly client: RequestClient<TablePage>,
    private readonly store: Store<PageModel>,
    private readonly errors: ErrorReport,
  ) {}

  /** With what the toolbar's fields hold; does nothing while they hold something else than numbers. */
  select(): void {
    const { fields, settings, job } = this.store.value;
    const parameters = parseFields(fields, settings.recommendedThreshold);
    if (parameters === null || job !== null) return;
    this.errors.dismiss();
    this.#ask('select', parameters);
  }

  cancel(): void {
    this.#ask('cancel', null);
  }

  findNearDuplicates(): void {
    this.errors.dismiss();
    this.#ask('findNearDuplicates', null);
  }

  export(): void {
    this.#ask('export', null);
  }

  openAsText(rowIndex: number | null): void {
    this.#ask('openAsText', { rowIndex });
  }

  openModelCard(): void {
    this.#ask('openModelCard', null);
  }

  openSettings(): void {
    this.#ask('openSettings', null);
  }

  connectScorer(): void {
    this.#ask('connectScorer', null);
  }

  calibrate(): void {
    this.#ask('calibrate', null);
  }

  #ask<M extends PageMethod<TablePage>>(method: M, params: PageParams<TablePage, M>): void {
    this.client.request(method, params).catch((error: unknown) => this.errors.show(error));
  }
}
