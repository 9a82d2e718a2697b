import type { ChainQuery, ChainSummary } from '../../../../src/protocol/annotation';
import type { ChainsPage } from '../../../../src/protocol/pages/chainsPage';
import { chains } from '../../../../src/wording/annotationText';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { RequestClient } from '../../../kit/host/requestClient';
import { ItemPages } from '../../../kit/paging/itemPages';
import type { Store } from '../../../kit/store/store';
import { movedTo, type Movement } from '../keyboard';
import type { ChainsModel } from './chainsModel';
import type { OpenChain } from './openChain';

/** The chains that the query lists: a page at a time, and the one among them that the keyboard is at. */
export class ChainList {
  readonly #pages: ItemPages<ChainSummary>;
  #counting: AbortController | undefined;
  /** The place whose chain is to be opened. */
  #toOpen: number | null = null;
  /** Chains that fit on the screen. */
  screenful = 1;

  constructor(
    private readonly client: RequestClient<ChainsPage>,
    private readonly store: Store<ChainsModel>,
    private readonly open: OpenChain,
    private readonly errors: ErrorReport,
  ) {
    this.#pages = new ItemPages({
      fetch: (start, count, signal) => this.#fetch(start, count, signal),
      onLoaded: () => {
        this.#changed();
        this.#openKnown();
      },
      onFailed: (error) => errors.show(error),
    });
  }

  get(place: number): ChainSummary | undefined {
    return this.#pages.get(place);
  }

  want(first: number, end: number): void {
    this.#pages.want(first, end);
  }

  /** Lists other chains and opens the first of them. */
  async setQuery(query: ChainQuery): Promise<void> {
    this.store.set({ query, place: null });
    if (!(await this.#begin())) return;
    this.store.set({ announcement: chains(this.store.value.list.total ?? 0) });
    this.goTo(0);
  }

  /** Lists chains where the last visit ended: its chain is open then, whatever stands at its place now. */
  async resume(): Promise<void> {
    const { place, chainId } = this.store.value;
    if (!(await this.#begin())) return;
    if (chainId === null || place === null) this.goTo(place ?? 0);
    else await this.open.show(chainId);
  }

  /** Counts and fetches again what is known; what is on screen stays until newer chains arrive. */
  async refresh(): Promise<void> {
    const total = await this.#count();
    if (total === undefined) return;
    this.#pages.refresh(total);
    this.#changed(total);
  }

  /** Goes to another chain of the list and opens it. */
  move(movement: Movement): void {
    const { place, list, chainId } = this.store.value;
    // A chain that has left the list, corrected, say, has made room for the next one.
    const hasLeft = movement === 'next' && place !== null && (this.get(place)?.id ?? chainId) !== chainId;
    const target = hasLeft ? place : movedTo(movement, place, list.total ?? 0, this.screenful);
    if (target !== null) this.goTo(target);
  }

  /** Goes to a place and opens its chain, as soon as it is known which that is. */
  goTo(place: number): void {
    const total = this.store.value.list.total ?? 0;
    if (total === 0) return;
    const target = Math.min(place, total - 1);
    this.#toOpen = target;
    // Until it is known which chain stands there, keys are about none.
    this.store.set({ place: target, ...(this.get(target) === undefined ? { chainId: null } : {}) });
    this.#pages.want(target, target + 1);
    this.#openKnown();
  }

  #openKnown(): void {
    const found = this.#toOpen === null ? undefined : this.get(this.#toOpen);
    if (found === undefined) return;
    this.#toOpen = null;
    void this.open.show(found.id);
  }

  async #begin(): Promise<boolean> {
    this.store.set({ list: { ...this.store.value.list, total: null } });
    const total = await this.#count();
    if (total === undefined) return false;
    this.#toOpen = null;
    this.#pages.reset(total);
    this.#changed(total);
    return true;
  }

  async #fetch(start: number, count: number, signal: AbortSignal): Promise<readonly ChainSummary[]> {
    const { query } = this.store.value;
    const { chains: found } = await this.client.request('chains', { query, start, count }, signal);
    return found;
  }

  async #count(): Promise<number | undefined> {
    this.#counting?.abort();
    const counting = (this.#counting = new AbortController());
    try {
      const { query } = this.store.value;
      return (await this.client.request('chains', { query, start: 0, count: 0 }, counting.signal)).total;
    } catch (error) {
      this.errors.show(error);
      return undefined;
    }
  }

  #changed(total = this.store.value.list.total): void {
    this.store.set({ list: { total, revision: this.store.value.list.revision + 1 } });
  }
}
