import { isCancelled } from '../../../../src/common/errors';
import type { RowDetail } from '../../../../src/protocol/dataset';
import { rowCard, type RowCard } from '../../../../src/wording/rowCard';
import type { RowDetails } from '../state/rowDetails';

const HOVER_DELAY_MS = 400;
/** Time to move the pointer from the row into the card. */
const LEAVE_DELAY_MS = 200;

export interface ShownCard {
  readonly row: RowDetail;
  /** Where the row is, in page pixels. */
  readonly anchor: { readonly left: number; readonly top: number; readonly bottom: number };
}

/** When the card over a row appears and goes. It never takes the focus. */
export class CardController {
  #timer: number | undefined;
  #running: AbortController | null = null;
  #shownFor: number | null = null;
  #listener: (card: ShownCard | null) => void = () => undefined;
  #shown: () => void = () => undefined;

  constructor(
    private readonly details: RowDetails,
    /** Reads a card opened by key to a screen reader. */
    private readonly announce: (card: RowCard) => void,
  ) {}

  onChange(listener: (card: ShownCard | null) => void): void {
    this.#listener = listener;
  }

  /** Somebody reads a card. */
  onShown(listener: () => void): void {
    this.#shown = listener;
  }

  /** The pointer rests on a row. */
  hover(rowIndex: number, anchor: ShownCard['anchor']): void {
    if (this.#shownFor === rowIndex) this.keep();
    else this.#restart(() => void this.show(rowIndex, anchor), HOVER_DELAY_MS);
  }

  /** The pointer has left the row; entering the card keeps it. */
  leave(): void {
    this.#restart(() => this.dismiss(), LEAVE_DELAY_MS);
  }

  keep(): void {
    this.#restart(() => undefined, 0);
  }

  /** By key: shows the card of a row, or takes it away. */
  async toggle(rowIndex: number, anchor: ShownCard['anchor']): Promise<void> {
    if (this.#shownFor === rowIndex) {
      this.dismiss();
      return;
    }
    await this.show(rowIndex, anchor);
    if (this.#shownFor === rowIndex) this.announce(rowCard(await this.details.get(rowIndex)));
  }

  async show(rowIndex: number, anchor: ShownCard['anchor']): Promise<void> {
    this.dismiss();
    this.#running = new AbortController();
    const { signal } = this.#running;
    try {
      const row = await this.details.get(rowIndex, signal);
      if (signal.aborted) return;
      this.#shownFor = rowIndex;
      this.#listener({ row, anchor });
      this.#shown();
    } catch (error) {
      // A card that cannot be had is simply not shown; the details pane reports errors.
      if (!isCancelled(error)) this.dismiss();
    }
  }

  dismiss(): void {
    window.clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = null;
    if (this.#shownFor === null) return;
    this.#shownFor = null;
    this.#listener(null);
  }

  #restart(action: () => void, delayMs: number): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(action, delayMs);
  }
}
