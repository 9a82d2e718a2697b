import * as l10n from '@vscode/l10n';
import type { ReviewPlace } from '../../../../src/protocol/decisions';
import type { TablePage } from '../../../../src/protocol/pages/tablePage';
import { formatCount } from '../../../../src/wording/numbers';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { Store } from '../../../kit/store/store';
import type { PageModel } from './pageModel';

/** How far a review of the table's rows has come. */
export type ReviewState = Pick<ReviewPlace, 'rows' | 'decided'>;

interface ReviewerParts {
  readonly client: Pick<RequestClient<TablePage>, 'request'>;
  readonly store: Store<PageModel>;
  readonly navigation: { moveTo(viewIndex: number): void };
  /** The first row in sight of the table. */
  readonly scroll: { get(): number; set(topRow: number): void };
  readonly onError: (error: unknown) => void;
}

/** Leads from one row that is not decided about to the next, each shown alone; the table is left as it was. */
export class Reviewer {
  #place: { readonly topRow: number; readonly viewIndex: number | null } | null = null;

  constructor(private readonly parts: ReviewerParts) {
    parts.store.subscribe((model, previous) => {
      if (model.review === null) return;
      const isOther =
        model.info.decisions !== previous.info.decisions || model.view.rowCount !== previous.view.rowCount;
      if (isOther) this.#ask(0).then((place) => this.#show(place), parts.onError);
    });
  }

  /** Shows the current row alone, unless it is decided about: then the next that is not. */
  async start(): Promise<void> {
    const { store, scroll } = this.parts;
    const { current, view } = store.value;
    if (view.rowCount === 0) return;
    this.#place = { topRow: scroll.get(), viewIndex: current?.viewIndex ?? null };
    store.set({ review: { rows: view.rowCount, decided: 0 }, detailsOver: true });
    await this.#advance(current?.viewIndex ?? 0);
  }

  leave(): void {
    this.parts.store.set({ review: null, detailsOver: false });
  }

  /** Makes the next row that is not decided about the current one. */
  async next(): Promise<void> {
    await this.#advance((this.parts.store.value.current?.viewIndex ?? -1) + 1);
  }

  /** After a decision: there is nothing left to read in the row. */
  async afterDecision(): Promise<void> {
    if (this.parts.store.value.review !== null) await this.next();
  }

  async #advance(from: number): Promise<void> {
    const place = await this.#ask(from);
    this.#show(place);
    if (place.next !== null) this.parts.navigation.moveTo(place.next);
    this.parts.store.set({ announcement: reviewText(place) });
  }

  #ask(from: number): Promise<ReviewPlace> {
    return this.parts.client.request('view/reviewPlace', { from });
  }

  #show({ rows, decided }: ReviewPlace): void {
    const { store } = this.parts;
    const { review } = store.value;
    if (review !== null && (review.rows !== rows || review.decided !== decided))
      store.set({ review: { rows, decided } });
  }

  /** Puts rows where they stood, once the table is there again; one that was gone on to is in sight anyway. */
  restorePlace(): void {
    const place = this.#place;
    this.#place = null;
    const viewIndex = this.parts.store.value.current?.viewIndex ?? null;
    if (place !== null && place.viewIndex === viewIndex) this.parts.scroll.set(place.topRow);
  }
}

export function reviewText({ decided, rows }: ReviewState): string {
  return l10n.t('{0} of {1} decided', formatCount(decided), formatCount(rows));
}
