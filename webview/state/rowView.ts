import { isCancelled } from '../../src/common/errors';
import type { SortColumn, ViewQuery } from '../../src/protocol/dataset';
import type { RequestClient } from '../host/requestClient';
import type { RowPages } from '../rows/rowPages';
import { COLUMNS } from '../table/columnLayout';
import type { ErrorReport } from './errorReport';
import type { PageModel } from './pageModel';
import type { Store } from './store';

/** At most one refresh in this time while a file is indexed or a job runs. */
const REFRESH_INTERVAL_MS = 700;

/** The table's order and filter: asks the host for it and keeps count, pages and current row in step. */
export class RowView {
  #running: AbortController | null = null;
  #refreshIsDue = false;

  constructor(
    private readonly client: RequestClient,
    private readonly store: Store<PageModel>,
    private readonly pages: RowPages,
    private readonly errors: ErrorReport,
  ) {}

  /** Sorts and filters anew and shows the result from its top. */
  async setQuery(query: ViewQuery): Promise<void> {
    this.store.set({ query });
    await this.#apply((rowCount) => {
      this.pages.reset(rowCount);
      const current = rowCount === 0 ? null : { viewIndex: 0, rowIndex: null };
      const revision = this.store.value.view.revision + 1;
      const announcement = announceRows(this.store.value, rowCount);
      this.store.set({ view: { rowCount, busy: false, revision }, current, announcement });
    });
  }

  /** Applies the same query to data that has changed; the current row stays the same row. */
  scheduleRefresh(): void {
    if (this.#refreshIsDue) return;
    this.#refreshIsDue = true;
    window.setTimeout(() => {
      this.#refreshIsDue = false;
      // A sort or filter under way already sees the new data.
      if (this.#running === null) void this.refresh();
    }, REFRESH_INTERVAL_MS);
  }

  async refresh(): Promise<void> {
    await this.#apply(async (rowCount) => {
      const current = await this.#relocate(rowCount);
      this.pages.refresh(rowCount);
      this.store.set({ view: { ...this.store.value.view, rowCount, busy: false }, current });
    });
  }

  async #apply(commit: (rowCount: number) => void | Promise<void>): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.store.set({ view: { ...this.store.value.view, busy: true } });
    try {
      const { rowCount } = await this.client.request('view/set', { query: this.store.value.query }, running.signal);
      await commit(rowCount);
    } catch (error) {
      if (!isCancelled(error)) this.errors.show(error);
    } finally {
      if (this.#running === running) {
        this.#running = null;
        if (this.store.value.view.busy) this.store.set({ view: { ...this.store.value.view, busy: false } });
      }
    }
  }

  async #relocate(rowCount: number): Promise<PageModel['current']> {
    const { current } = this.store.value;
    if (rowCount === 0) return null;
    if (current?.rowIndex === null || current === null) return { viewIndex: 0, rowIndex: null };
    const viewIndex = await this.client.request('view/locate', { rowIndex: current.rowIndex });
    return viewIndex === null ? { viewIndex: 0, rowIndex: null } : { viewIndex, rowIndex: current.rowIndex };
  }
}

function columnLabel(id: SortColumn): string {
  return COLUMNS.find((column) => column.id === id)?.label ?? id;
}

function announceRows({ query }: PageModel, rowCount: number): string {
  const order = query.sort === undefined ? 'in file order' : `sorted by ${columnLabel(query.sort.column)}`;
  return `${rowCount.toLocaleString('en-US')} rows, ${order}`;
}
