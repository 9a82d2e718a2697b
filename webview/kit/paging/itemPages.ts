import { isCancelled } from '../../../src/common/errors';
import { Lru } from '../../../src/common/lru';

/** About a screen: a thumb being dragged asks for few items beside those in sight. */
export const ITEMS_PER_PAGE = 50;
/** 128 pages hold 6,400 items: some megabytes, and many screens in every direction. */
const MAX_PAGES = 128;

interface Page<Item> {
  readonly items: readonly Item[];
  /** Asked for before the last change of the list. */
  stale: boolean;
}

export interface ItemPagesOptions<Item> {
  fetch(start: number, count: number, signal: AbortSignal): Promise<readonly Item[]>;
  /** Called after every page that arrives. */
  onLoaded(): void;
  onFailed(error: unknown): void;
}

/** Items of a long list by position, a page at a time: what is there is answered at once, the rest is fetched. */
export class ItemPages<Item> {
  readonly #pages = new Lru<number, Page<Item>>(MAX_PAGES);
  readonly #inFlight = new Map<number, AbortController>();
  #itemCount = 0;

  constructor(private readonly options: ItemPagesOptions<Item>) {}

  get(viewIndex: number): Item | undefined {
    const item = this.#pageOf(viewIndex)?.items[viewIndex % ITEMS_PER_PAGE];
    return viewIndex < this.#itemCount ? item : undefined;
  }

  /** Whether the item is known as the list is now, not as it was before a refresh. */
  isFresh(viewIndex: number): boolean {
    return this.get(viewIndex) !== undefined && this.#pageOf(viewIndex)?.stale === false;
  }

  /** Another order or filter: nothing that is known applies any more. */
  reset(itemCount: number): void {
    this.#cancelExcept(() => false);
    this.#pages.clear();
    this.#itemCount = itemCount;
  }

  /** Same order and filter, but contents may have changed: known items stay on screen until newer ones arrive. */
  refresh(itemCount: number): void {
    this.#cancelExcept(() => false);
    this.#itemCount = itemCount;
    for (const page of this.#pages.values()) page.stale = true;
  }

  /** Fetches what is missing of items [first, end) and cancels the fetches that fall outside. */
  want(first: number, end: number): void {
    const firstPage = Math.floor(Math.max(0, first) / ITEMS_PER_PAGE);
    const lastPage = Math.floor((Math.min(end, this.#itemCount) - 1) / ITEMS_PER_PAGE);
    this.#cancelExcept((page) => page >= firstPage && page <= lastPage);
    for (let page = firstPage; page <= lastPage; page++) {
      if (!this.#inFlight.has(page) && this.#pages.get(page)?.stale !== false) void this.#fetch(page);
    }
  }

  #pageOf(viewIndex: number): Page<Item> | undefined {
    return this.#pages.peek(Math.floor(viewIndex / ITEMS_PER_PAGE));
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
      const items = await this.options.fetch(page * ITEMS_PER_PAGE, ITEMS_PER_PAGE, controller.signal);
      if (this.#inFlight.get(page) !== controller) return;
      this.#inFlight.delete(page);
      this.#pages.set(page, { items, stale: false });
      this.options.onLoaded();
    } catch (error) {
      if (this.#inFlight.get(page) === controller) this.#inFlight.delete(page);
      if (!isCancelled(error)) this.options.onFailed(error);
    }
  }
}
