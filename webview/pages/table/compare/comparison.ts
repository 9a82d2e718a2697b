import * as l10n from '@vscode/l10n';
import { isCancelled } from '../../../../src/common/errors';
import type { RowDetail } from '../../../../src/protocol/dataset';
import type { NeighbourPreview } from '../../../../src/protocol/nearDuplicates';
import type { MovedRow } from '../../../../src/protocol/movedRows';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { Store } from '../../../kit/store/store';
import type { PageModel } from '../state/pageModel';
import type { RowDetails } from '../state/rowDetails';
import type { HoldsRows } from '../state/rowFollower';

/** What the details compare the current row with. */
export interface ComparisonState {
  /** Stays on from row to row, so that a list of near-duplicates can be gone through. */
  readonly isOn: boolean;
  /** The near-duplicate chosen; null = the first one of whichever row is current. */
  readonly chosen: number | null;
  /** The row beside the current one, once it is there. */
  readonly other: RowDetail | null;
}

export const NO_COMPARISON: ComparisonState = { isOn: false, chosen: null, other: null };

/** The near-duplicate that stands beside a row. */
export function comparedNeighbour(
  { nearDuplicates }: Pick<RowDetail, 'nearDuplicates'>,
  { chosen }: Pick<ComparisonState, 'chosen'>,
): NeighbourPreview | undefined {
  return nearDuplicates.find(({ rowIndex }) => rowIndex === chosen) ?? nearDuplicates[0];
}

/** Puts a row's near-duplicates beside it, one after the other. */
export class Comparison implements HoldsRows {
  #running: AbortController | null = null;

  constructor(
    private readonly store: Store<PageModel>,
    private readonly details: Pick<RowDetails, 'get'>,
    private readonly errors: Pick<ErrorReport, 'show'>,
  ) {
    store.subscribe((model, previous) => {
      const isAnother = model.detail !== previous.detail || model.comparison.isOn !== previous.comparison.isOn;
      if (isAnother || model.comparison.chosen !== previous.comparison.chosen) void this.#load();
    });
  }

  /** The first near-duplicate, then one after the other, then none. */
  async next(): Promise<void> {
    const { comparison, current } = this.store.value;
    if (!comparison.isOn) {
      this.#set({ isOn: true, chosen: null });
      return;
    }
    const rowIndex = current?.rowIndex ?? null;
    if (rowIndex === null) return;
    const row = await this.details.get(rowIndex);
    const shown = comparedNeighbour(row, comparison);
    const following = shown && row.nearDuplicates[row.nearDuplicates.indexOf(shown) + 1];
    if (following === undefined) this.close();
    else this.choose(following.rowIndex);
  }

  choose(rowIndex: number): void {
    this.#set({ isOn: true, chosen: rowIndex });
  }

  get heldRows(): readonly number[] {
    const { chosen } = this.store.value.comparison;
    return chosen === null ? [] : [chosen];
  }

  moveRows(nowOf: (rowIndex: number) => MovedRow): void {
    const { chosen } = this.store.value.comparison;
    if (chosen === null) return;
    const { rowIndex, isGone = false } = nowOf(chosen);
    this.#set({ chosen: isGone ? null : rowIndex });
  }

  close(): void {
    this.store.set({ comparison: NO_COMPARISON });
  }

  #set(change: Partial<ComparisonState>): void {
    this.store.set({ comparison: { ...this.store.value.comparison, ...change } });
  }

  /** Until it has come, the one before stays in the model, and out of sight: it is not the neighbour that is compared. */
  async #load(): Promise<void> {
    this.#running?.abort();
    const { comparison, detail } = this.store.value;
    if (!comparison.isOn || detail === null) return;
    const neighbour = comparedNeighbour(detail, comparison);
    if (neighbour === undefined) {
      this.#set({ other: null });
      this.store.set({ announcement: l10n.t('This row has no near-duplicate.') });
      return;
    }
    this.#running = new AbortController();
    const { signal } = this.#running;
    try {
      const other = await this.details.get(neighbour.rowIndex, signal);
      if (!signal.aborted) this.#set({ other });
    } catch (error) {
      if (!isCancelled(error)) this.errors.show(error);
    }
  }
}
