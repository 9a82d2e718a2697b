import * as l10n from '@vscode/l10n';
import type { SideVote } from '../../../../src/evaluation/people/types';
import { isCancelled } from '../../../../src/common/errors';
import type { SheetPage } from '../../../../src/protocol/pages/sheetPage';
import { sideVoteText } from '../../../../src/wording/peopleText';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { Store } from '../../../kit/store/store';
import { nextUndecided, type SheetModel } from './sheetModel';

/** An annotator going through the sheet; votes are handed to the host as they are cast, to be kept at once. */
export class Voting {
  #loading: AbortController | null = null;
  /** Votes are kept one after the other. */
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: RequestClient<SheetPage>,
    private readonly store: Store<SheetModel>,
    private readonly errors: ErrorReport,
  ) {}

  /** Goes on where the page was left. */
  async resume(): Promise<void> {
    const { annotator, overview } = this.store.value;
    if (annotator !== null && overview !== null) await this.#takeUp(annotator, this.store.value.item);
  }

  /** Somebody says who votes: at the first item that they have not decided. */
  async begin(annotator: string): Promise<void> {
    await this.#takeUp(annotator, null);
  }

  /** Lets another person vote. */
  leave(): void {
    this.#loading?.abort();
    this.store.set({ annotator: null, votes: [], shown: null, result: null, item: 0 });
  }

  async goTo(item: number): Promise<void> {
    const { annotator, overview } = this.store.value;
    if (annotator === null || overview === null || item < 0 || item >= overview.items) return;
    this.#loading?.abort();
    this.#loading = new AbortController();
    this.store.set({ item });
    try {
      const shown = await this.client.request('item', { annotator, item }, this.#loading.signal);
      this.store.set({ shown });
    } catch (error) {
      if (!isCancelled(error)) this.errors.show(error);
    }
  }

  goToUndecided(): void {
    const { votes, item } = this.store.value;
    const next = nextUndecided(votes, item);
    if (next !== null) void this.goTo(next);
  }

  /** Votes on the item whose answers can be read, and goes on; what is still on its way cannot be voted on. */
  vote(vote: SideVote | null): void {
    const { annotator, shown, item, votes } = this.store.value;
    if (annotator === null || shown?.item !== item) return;
    const changed = votes.map((before, at) => (at === item ? vote : before));
    this.store.set({ votes: changed, result: null, announcement: sideVoteText(vote) });
    const kept = this.#last.then(() => this.#keep(annotator, item, vote));
    this.#last = kept;
    const next = vote === null ? null : nextUndecided(changed, item);
    if (next !== null) void this.goTo(next);
  }

  /** What was voted meanwhile: by others, and by the same person in another window. */
  async refresh(): Promise<void> {
    await this.#readVotes();
    try {
      this.store.set({ overview: await this.client.request('overview', null), failure: null });
    } catch (error) {
      if (!isCancelled(error)) this.errors.show(error);
    }
  }

  async showResult(): Promise<void> {
    try {
      this.store.set({ result: await this.client.request('result', null) });
    } catch (error) {
      this.errors.show(error);
    }
  }

  async exportVotes(): Promise<void> {
    try {
      const exported = await this.client.request('exportVotes', null);
      if (exported !== null) this.store.set({ announcement: l10n.t('{0} votes exported', exported.votes) });
    } catch (error) {
      this.errors.show(error);
    }
  }

  /** @param item null = the first undecided one */
  async #takeUp(annotator: string, item: number | null): Promise<void> {
    try {
      const votes = await this.client.request('votes', { annotator });
      this.store.set({ annotator, votes, result: null, error: null });
      await this.goTo(Math.min(item ?? nextUndecided(votes, -1) ?? 0, votes.length - 1));
    } catch (error) {
      this.store.set({ annotator: null });
      this.errors.show(error);
    }
  }

  /** What the host has of the annotator, unless more is voted before it arrives. */
  async #readVotes(): Promise<void> {
    const [{ annotator }, last] = [this.store.value, this.#last];
    if (annotator === null) return;
    try {
      await last;
      const votes = await this.client.request('votes', { annotator });
      if (this.#last === last && this.store.value.annotator === annotator) this.store.set({ votes });
    } catch (error) {
      this.errors.show(error);
    }
  }

  /** A vote that could not be kept is undecided again, or what it was before as soon as the host says that. */
  async #keep(annotator: string, item: number, vote: SideVote | null): Promise<void> {
    try {
      this.store.set({ overview: await this.client.request('vote', { annotator, item, vote }) });
    } catch (error) {
      this.errors.show(error);
      if (this.store.value.annotator !== annotator) return;
      this.store.set({ votes: this.store.value.votes.map((before, at) => (at === item ? null : before)) });
      void this.#readVotes();
    }
  }
}
