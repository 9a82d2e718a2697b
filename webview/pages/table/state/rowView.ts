import * as l10n from '@vscode/l10n';
import { rows } from '../../../../src/wording/counts';
import { foundText } from '../../../../src/wording/foundText';
import type { RowSummary } from '../../../../src/protocol/dataset';
import type { FoundIn } from '../../../../src/protocol/findScope';
import type { SortColumn, ViewInfo, ViewQuery } from '../../../../src/protocol/views';
import type { TablePage } from '../../../../src/protocol/pages/tablePage';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { ItemPages } from '../../../kit/paging/itemPages';
import { COLUMNS } from '../grid/columnLayout';
import { addedName, isAddedColumn } from '../../../../src/protocol/signals';
import { signalName } from '../../../../src/wording/signalTexts';
import { NONE_MARKED } from '../grid/markedRows';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { PageModel } from './pageModel';
import type { RowFollower } from './rowFollower';
import { PAGE_CLOCK } from '../../../kit/pace/pageClock';
import { RefreshPace } from '../../../kit/pace/refreshPace';
import type { Store } from '../../../kit/store/store';
import { toggleGroup } from './viewQuery';

/** At most one refresh in this time while a file is indexed or a job runs. */
const REFRESH_INTERVAL_MS = 700;
/** A search that finds something sooner than this does not show an empty table first. */
const FIRST_HIT_MS = 150;
/** A refreshed search may take this long before the rows it has found so far replace the older ones. */
const REFRESHED_SEARCH_MS = 1500;

interface Shown {
  /** Of another order or filter. */
  readonly revision?: number;
  /** Absent = where the order is the same. */
  readonly keepsMarks?: boolean;
}

/** The table's order and filter: asks the host for it and keeps count, pages and current row in step. */
export class RowView {
  #running: AbortController | null = null;
  readonly #pace = new RefreshPace(
    {
      refresh: () => void this.refresh(),
      isBusy: () => this.#running !== null,
      intervalMs: REFRESH_INTERVAL_MS,
    },
    PAGE_CLOCK,
  );
  #onChange: ((info: ViewInfo) => void) | null = null;
  /** What a search has found that is being taken in. */
  #latest: ViewInfo | null = null;
  /** What it has found since while its first hits were being shown. */
  #missed: ViewInfo | null = null;

  constructor(
    private readonly client: RequestClient<TablePage>,
    private readonly store: Store<PageModel>,
    private readonly pages: ItemPages<RowSummary>,
    private readonly errors: ErrorReport,
    private readonly rows: Pick<RowFollower, 'follow'>,
    private readonly scroll: { set(topRow: number): void },
  ) {
    client.on('viewChanged', (info) => {
      if (this.#onChange !== null) this.#onChange(info);
      else if (this.#running === null) void this.#takeMore(info);
      else this.#missed = info;
    });
  }

  /** Sorts and filters again and shows the result from its top, or at a row where it has been found so far. */
  async setQuery(query: ViewQuery, startAt: number | null = null): Promise<void> {
    const before = this.store.value.current;
    // At once: the view is not yet that of the query.
    this.store.set({ query, view: { ...this.store.value.view, busy: true } });
    await this.#apply(async (info, signal) => {
      const found = await this.#until(info, hasFirstHit, FIRST_HIT_MS);
      await this.rows.follow();
      const start = await this.#startOf(found.rowCount, startAt);
      // Who has gone to a row meanwhile stays there; who has gone to the top looks at the top of the new order.
      const viewIndex = this.store.value.current?.viewIndex;
      const hasMoved = viewIndex !== before?.viewIndex && viewIndex !== 0;
      const current = hasMoved ? await this.#relocate(found.rowCount) : start;
      if (signal.aborted) return;
      this.pages.reset(found.rowCount);
      this.#show(found, current, { revision: this.store.value.view.revision + 1 });
    });
  }

  /** Applies the same query to data that has changed, at once or soon; the current row stays the same row. */
  scheduleRefresh(): void {
    this.#pace.request();
  }

  async refresh(): Promise<void> {
    await this.#apply(async (info, signal) => {
      const found = await this.#until(info, hasEnded, REFRESHED_SEARCH_MS);
      const followed = await this.rows.follow();
      const current = await this.#relocate(found.rowCount);
      if (signal.aborted) return;
      this.pages.refresh(found.rowCount);
      // Marks that have followed their rows are of this order already.
      this.#show(found, current, followed === null ? {} : { keepsMarks: true });
      if (followed !== null && followed.topRow !== null) this.scroll.set(followed.topRow);
    });
  }

  async #apply(commit: (info: ViewInfo, signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#running?.abort();
    this.#latest = null;
    const running = new AbortController();
    this.#running = running;
    this.store.set({ view: { ...this.store.value.view, busy: true } });
    try {
      const info = await this.client.request('view/set', { query: this.store.value.query }, running.signal);
      this.#missed = null;
      await commit(info, running.signal);
    } catch (error) {
      this.errors.show(error);
    } finally {
      if (this.#running === running) {
        this.#running = null;
        this.store.set({ view: { ...this.store.value.view, busy: false } });
        if (this.#missed !== null) void this.#takeMore(this.#missed);
      }
    }
  }

  /** Shows the rows of a group of near-duplicates alone, or no longer alone. */
  async toggleGroup(group: number): Promise<void> {
    const { query, current } = this.store.value;
    await this.setQuery(toggleGroup(query, group), current?.rowIndex ?? null);
  }

  /** Follows a search until enough is known or the time is over. */
  #until(info: ViewInfo, isEnough: (info: ViewInfo) => boolean, timeoutMs: number): Promise<ViewInfo> {
    if (isEnough(info)) return Promise.resolve(info);
    return new Promise((resolve) => {
      let latest = info;
      const follow = (changed: ViewInfo): void => {
        latest = changed;
        if (isEnough(changed)) finish();
      };
      const finish = (): void => {
        window.clearTimeout(timer);
        // Another query may follow its own search by now.
        if (this.#onChange === follow) this.#onChange = null;
        resolve(latest);
      };
      const timer = window.setTimeout(finish, timeoutMs);
      this.#onChange = follow;
    });
  }

  /** More hits of a search, anywhere among those that are shown. */
  async #takeMore(info: ViewInfo): Promise<void> {
    this.#latest = info;
    try {
      const current = await this.#relocate(info.rowCount);
      if (this.#latest !== info) return;
      this.pages.refresh(info.rowCount);
      this.#show(info, current);
    } catch (error) {
      this.errors.show(error);
    }
  }

  #show(
    info: ViewInfo,
    current: PageModel['current'],
    { revision, keepsMarks = revision === undefined && info.order === this.store.value.view.order }: Shown = {},
  ): void {
    const { rowCount, order, searching = false, foundIn = null } = info;
    const { view, announcement, marked } = this.store.value;
    const isNews = !searching && (revision !== undefined || view.searching);
    this.store.set({
      view: { ...view, rowCount, order, searching, foundIn, revision: revision ?? view.revision },
      current,
      // They are positions of the order and filter that they were chosen in, and say nothing of other rows there.
      marked: keepsMarks ? marked : NONE_MARKED,
      announcement: isNews ? announceRows(this.store.value, rowCount, foundIn) : announcement,
    });
  }

  /** The current row of a view that is about to be shown. */
  async #startOf(rowCount: number, rowIndex: number | null): Promise<PageModel['current']> {
    const viewIndex = rowIndex === null ? null : await this.client.request('view/locate', { rowIndex });
    return viewIndex === null ? firstOf(rowCount) : { viewIndex, rowIndex };
  }

  /** Where the current row stands by now; asked again where it has become another one meanwhile. */
  async #relocate(rowCount: number): Promise<PageModel['current']> {
    for (;;) {
      const { current, view } = this.store.value;
      // Who stands on the first hit while more are found looks at the top, whichever row comes to stand there.
      const isTop = view.searching && current?.viewIndex === 0;
      const rowIndex = isTop ? null : (current?.rowIndex ?? null);
      if (rowIndex === null || rowCount === 0) return firstOf(rowCount);
      const viewIndex = await this.client.request('view/locate', { rowIndex });
      if (this.store.value.current?.rowIndex !== rowIndex) continue;
      // A row that was decided about leaves a list of undecided ones: the next one is looked at.
      const place = Math.min(current?.viewIndex ?? 0, rowCount - 1);
      return viewIndex === null ? { viewIndex: place, rowIndex: null } : { viewIndex, rowIndex };
    }
  }
}

function hasEnded({ searching }: ViewInfo): boolean {
  return searching !== true;
}

function hasFirstHit(info: ViewInfo): boolean {
  return info.rowCount > 0 || hasEnded(info);
}

const FIRST_ROW = { viewIndex: 0, rowIndex: null };

function firstOf(rowCount: number): PageModel['current'] {
  return rowCount === 0 ? null : FIRST_ROW;
}

function columnLabel(id: SortColumn): string {
  if (isAddedColumn(id)) return signalName(addedName(id));
  return COLUMNS.find((column) => column.id === id)?.label ?? id;
}

function announceRows({ query }: PageModel, rowCount: number, foundIn: FoundIn | null): string {
  const order =
    query.sort === undefined ? l10n.t('in file order') : l10n.t('sorted by {0}', columnLabel(query.sort.column));
  const found = foundIn === null || rowCount === 0 ? [] : [foundText(foundIn)];
  return [rows(rowCount), order, ...found].join(', ');
}
