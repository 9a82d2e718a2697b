import { isCancelled } from '../../../../src/common/errors';
import type { RowSummary } from '../../../../src/protocol/dataset';
import { Lru } from '../../../../src/common/lru';

/** About a screen: a thumb being dragged asks for few rows beside those in sight. */
export const ROWS_PER_PAGE = 50;
/** 128 pages hold 6,400 rows: some megabytes, and many screens in every direction. */
const MAX_PAGES = 128;

interface Page {
  readonly rows: readonly RowSummary[];
  /** Asked for before the last change of the view. */
  stale: boolean;
}

export interface RowPagesOptions {
  fetch(start: number, count: number, signal: AbortSignal): Promise<readonly RowSummary[]>;
  /** Called after every page that arrives. */
  onLoaded(): void;
  onFailed(error: unknown): void;
}

/** Rows of the current view by position, a page at a time: what is there is answered at once, the rest is fetched. */
export class RowPages {
  readonly #pages = new Lru<number, Page>(MAX_PAGES);
  readonly #inFlight = new Map<number, AbortController>();
  #rowCount = 0;

  constructor(private readonly options: RowPagesOptions) {}

  get(viewIndex: number): RowSummary | undefined {
    const row = this.#pageOf(viewIndex)?.rows[viewIndex % ROWS_PER_PAGE];
    return viewIndex < this.#rowCount ? row : undefined;
  }

  /** Whether the row is known as the view is now, not as it was before a refresh. */
  isFresh(viewIndex: number): boolean {
    return this.get(viewIndex) !== undefined && this.#pageOf(viewIndex)?.stale === false;
  }

  /** Another order or filter: nothing that is known applies any more. */
  reset(rowCount: number): void {
    this.#cancelExcept(() => false);
    this.#pages.clear();
    this.#rowCount = rowCount;
  }

  /** Same order and filter, but contents may have changed: known rows stay on screen until newer ones arrive. */
  refresh(rowCount: number): void {
    this.#cancelExcept(() => false);
    this.#rowCount = rowCount;
    for (const page of this.#pages.values()) page.stale = true;
  }

  /** Fetches what is missing of rows [first, end) and cancels the fetches that fall outside. */
  want(first: number, end: number): void {
    const firstPage = Math.floor(Math.max(0, first) / ROWS_PER_PAGE);
    const lastPage = Math.floor((Math.min(end, this.#rowCount) - 1) / ROWS_PER_PAGE);
    this.#cancelExcept((page) => page >= firstPage && page <= lastPage);
    for (let page = firstPage; page <= lastPage; page++) {
      if (!this.#inFlight.has(page) && this.#pages.get(page)?.stale !== false) void this.#fetch(page);
    }
  }

  #pageOf(viewIndex: number): Page | undefined {
    return this.#pages.peek(Math.floor(viewIndex / ROWS_PER_PAGE));
  }

  #cancelExcept(isWanted: (page: number) => boolean): void {
    for (const [page, controller] of this.#inFlight) {
      if (isWanted(page)) continue;
      this.#inFlight.delete(page);
      controller.abort();
    }
  }

  async #fetch(page: number): Promise<void> {
    const controller = new AbortController();
    this.#inFlight.set(page, controller);
    try {
      const rows = await this.options.fetch(page * ROWS_PER_PAGE, ROWS_PER_PAGE, controller.signal);
      if (this.#inFlight.get(page) !== controller) return;
      this.#inFlight.delete(page);
      this.#pages.set(page, { rows, stale: false });
      this.options.onLoaded();
    } catch (error) {
      if (this.#inFlight.get(page) === controller) this.#inFlight.delete(page);
      if (!isCancelled(error)) this.options.onFailed(error);
    }
  }
}
