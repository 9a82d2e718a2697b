import type { MovedRow } from '../../../../src/protocol/movedRows';
import type { Store } from '../../../kit/store/store';
import type { PageModel } from './pageModel';
import type { HoldsRows } from './rowFollower';
import type { RowView } from './rowView';
import { pickedRows, withoutPickedRows, withPickedRows } from './viewQuery';

/** The rows that were picked elsewhere and are shown alone: the same ones when the file becomes another one. */
export class PickedRows implements HoldsRows {
  constructor(
    private readonly store: Store<PageModel>,
    private readonly view: Pick<RowView, 'scheduleRefresh'>,
  ) {}

  get heldRows(): readonly number[] {
    return pickedRows(this.store.value.query);
  }

  moveRows(nowOf: (rowIndex: number) => MovedRow): void {
    const moved = this.heldRows.map(nowOf);
    if (moved.every(({ was, rowIndex, isGone }) => was === rowIndex && isGone !== true)) return;
    const rows = moved.flatMap(({ rowIndex, isGone }) => (isGone === true ? [] : [rowIndex]));
    this.#show(withPickedRows(this.store.value.query, rows));
  }

  loseRows(): void {
    if (this.heldRows.length > 0) this.#show(withoutPickedRows(this.store.value.query));
  }

  #show(query: PageModel['query']): void {
    this.store.set({ query });
    this.view.scheduleRefresh();
  }
}
