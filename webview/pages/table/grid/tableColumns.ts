import { shownSelection } from '../../../../src/protocol/dataset';
import type { SortColumn } from '../../../../src/protocol/views';
import type { Store } from '../../../kit/store/store';
import type { PageModel } from '../state/pageModel';
import {
  addedColumns,
  columnWidths,
  gridTemplate,
  leastWidth,
  moveColumn,
  needsOf,
  resetColumn,
  resizeColumn,
  visibleColumns,
  type Column,
  type ColumnWidths,
} from './columnLayout';
import { contentWidth } from './contentWidth';
import { TableHeader } from './tableHeader';

/** Which columns the table shows and how wide they are, with the heads that change it. */
export class TableColumns {
  readonly #header: TableHeader;
  #shown: readonly Column[] = [];

  constructor(
    private readonly store: Store<PageModel>,
    /** The table, whose width and style are those of its columns. */
    private readonly table: HTMLElement,
    sort: (column: SortColumn) => void,
  ) {
    this.#header = new TableHeader({
      sort,
      resize: (column, shown, delta) =>
        store.set({ columnWidths: resizeColumn(store.value.columnWidths, column, shown, delta) }),
      fit: (column) => this.fit([column]),
      openMenu: (column) => store.set({ columnMenu: column }),
      move: (column, before) => {
        const { columns, info } = store.value;
        store.set({ columns: moveColumn(columns, column, before, addedColumns(info)) });
      },
    });
  }

  get header(): HTMLElement {
    return this.#header.element;
  }

  /** In their order; another array only when they are others. */
  get shown(): readonly Column[] {
    return this.#shown;
  }

  /** The head of a column; undefined while it is not shown. */
  headOf(column: SortColumn): HTMLElement | undefined {
    return this.#header.cellOf(column);
  }

  /** @returns whether the column is shown, so that its head has the focus now */
  focusHead(column: SortColumn): boolean {
    return this.#header.focus(column);
  }

  /** Makes columns as wide as what they show, all unless some are named; those of texts share what is left. */
  fit(columns: readonly SortColumn[] = this.#shown.map(({ id }) => id)): void {
    this.store.set({ columnWidths: this.#fitted(columns) });
  }

  draw(): void {
    const { columns: choice, columnWidths: chosen, columnMenu, info, query } = this.store.value;
    const added = addedColumns(info);
    const columns = visibleColumns(choice, { needs: needsOf(info), width: this.table.clientWidth, query, added });
    if (!isSame(columns, this.#shown)) this.#shown = columns;
    const headHasFocus = this.header.contains(document.activeElement);
    this.#header.show(this.#shown, query.sort);
    const menuIsGone = columnMenu !== null && this.headOf(columnMenu) === undefined;
    if (menuIsGone) this.store.set({ columnMenu: null });
    // A head that is gone, and a menu that goes with it, leave the focus to the table.
    if (menuIsGone || (headHasFocus && !this.header.contains(document.activeElement))) {
      this.table.focus({ preventScroll: true });
    }
    const widths = this.#widths();
    this.table.style.setProperty('--columns', gridTemplate(this.#shown, widths, chosen));
    this.table.style.setProperty('--least-width', `${leastWidth(this.#shown, widths)}px`);
  }

  #widths(): ColumnWidths {
    const { columnWidths: chosen, info } = this.store.value;
    const selectedCount = shownSelection(info)?.counts.selected ?? 0;
    return columnWidths(chosen, {
      width: this.table.clientWidth,
      rowCount: info.rowCount,
      selectedCount,
      added: addedColumns(info),
    });
  }

  /** The chosen widths with those of some columns as their contents are; columns of texts go back to sharing. */
  #fitted(columns: readonly SortColumn[]): ColumnWidths {
    let chosen = this.store.value.columnWidths;
    for (const id of columns) {
      const grows = this.#shown.some((each) => each.id === id && each.grow > 0);
      const cells = this.table.querySelectorAll<HTMLElement>(
        `.row:not([hidden], .pending) .cell[data-column="${CSS.escape(id)}"]`,
      );
      const head = this.#header.cellOf(id);
      const width = contentWidth([...(head === undefined ? [] : [head]), ...cells]);
      chosen = grows ? resetColumn(chosen, id) : resizeColumn(resetColumn(chosen, id), id, width, 0);
    }
    return chosen;
  }
}

function isSame(columns: readonly Column[], others: readonly Column[]): boolean {
  return columns.length === others.length && columns.every((column, index) => column === others[index]);
}
