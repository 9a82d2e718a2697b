import type { RowSummary } from '../../src/protocol/dataset';
import type { Column } from './columnLayout';
import { fillCell, type CellContext } from './rowCells';

/** Header is row 1 to a screen reader. */
const FIRST_ARIA_ROW = 2;

/** One element that shows one row after another as the table scrolls. */
interface RecycledRow {
  readonly element: HTMLElement;
  readonly cells: HTMLElement[];
  viewIndex: number;
  row: RowSummary | undefined;
  context: CellContext | null;
}

/** Row elements, reused by position modulo their number, so that scrolling by one row rebuilds one element. */
export class RowElements {
  #recycled: RecycledRow[] = [];
  #columns: readonly Column[] = [];

  constructor(private readonly canvas: HTMLElement) {}

  /** Makes ready for `count` rows with these columns. */
  prepare(count: number, columns: readonly Column[]): void {
    if (columns !== this.#columns) this.#drop();
    this.#columns = columns;
    if (this.#recycled.length >= count) return;
    // Another modulus: every element gets another row anyway.
    for (const each of this.#recycled) each.viewIndex = -1;
    while (this.#recycled.length < count) this.#recycled.push(this.#create());
  }

  show(viewIndex: number, top: number, row: RowSummary | undefined, context: CellContext): HTMLElement {
    const slot = this.#recycled[viewIndex % this.#recycled.length];
    if (slot === undefined) throw new RangeError('No row elements are prepared.');
    const { element } = slot;
    element.style.top = `${top}px`;
    if (slot.viewIndex !== viewIndex) {
      slot.viewIndex = viewIndex;
      element.id = `row-${viewIndex}`;
      element.dataset['viewIndex'] = String(viewIndex);
      element.setAttribute('aria-rowindex', String(viewIndex + FIRST_ARIA_ROW));
      element.hidden = false;
    }
    if (slot.row !== row || slot.context !== context || row === undefined) this.#fill(slot, row, context);
    return element;
  }

  /** Hides the elements whose rows are outside [first, end). */
  hideOutside(first: number, end: number): void {
    for (const slot of this.#recycled) {
      if (slot.viewIndex >= first && slot.viewIndex < end) continue;
      slot.viewIndex = -1;
      slot.element.hidden = true;
      slot.element.removeAttribute('id');
    }
  }

  #fill(slot: RecycledRow, row: RowSummary | undefined, context: CellContext): void {
    const { element, cells } = slot;
    slot.context = context;
    element.classList.toggle('pending', row === undefined);
    if (row === undefined) {
      if (slot.row !== undefined) for (const cell of cells) cell.replaceChildren();
      element.setAttribute('aria-busy', 'true');
      delete element.dataset['status'];
    } else {
      element.removeAttribute('aria-busy');
      element.dataset['status'] = row.status ?? '';
      this.#columns.forEach((column, index) => {
        const cell = cells[index];
        if (cell !== undefined) fillCell(cell, column.id, row, context);
      });
    }
    slot.row = row;
  }

  #create(): RecycledRow {
    const element = document.createElement('div');
    element.className = 'row';
    element.setAttribute('role', 'row');
    element.hidden = true;
    const cells = this.#columns.map((column) => {
      const cell = document.createElement('div');
      cell.className = `cell ${column.id}`;
      cell.setAttribute('role', 'gridcell');
      element.append(cell);
      return cell;
    });
    this.canvas.append(element);
    return { element, cells, viewIndex: -1, row: undefined, context: null };
  }

  #drop(): void {
    for (const { element } of this.#recycled) element.remove();
    this.#recycled = [];
  }
}
