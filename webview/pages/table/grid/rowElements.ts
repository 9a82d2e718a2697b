import type { RowSummary } from '../../../../src/protocol/dataset';
import type { Column } from './columnLayout';
import { createCell, type Cell, type CellContext } from './rowCells';

/** Header is row 1 to a screen reader. */
const FIRST_ARIA_ROW = 2;

/** One element that shows one row after another as the table scrolls. */
interface RecycledRow {
  readonly element: HTMLElement;
  readonly cells: readonly Cell[];
  viewIndex: number;
  row: RowSummary | undefined;
  context: CellContext | null;
}

/** Row elements, reused by position modulo their number, so that scrolling by one row changes one element. */
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

  /**
   * Puts a row in its place: filled, or pending where it is still to come or may not be filled now.
   * @param mayFill whether it may get other contents than it has
   * @returns whether it got other contents, which is the work
   */
  show(viewIndex: number, top: number, row: RowSummary | undefined, context: CellContext, mayFill = true): boolean {
    const slot = this.#recycled[viewIndex % this.#recycled.length];
    if (slot === undefined) throw new RangeError('No row elements are prepared.');
    const { element } = slot;
    element.style.top = `${top}px`;
    if (slot.viewIndex !== viewIndex) {
      slot.viewIndex = viewIndex;
      element.id = `row-${viewIndex}`;
      element.dataset['viewIndex'] = String(viewIndex);
      element.setAttribute('aria-rowindex', String(viewIndex + FIRST_ARIA_ROW));
      if (element.hidden) element.hidden = false;
    }
    if (slot.row === row && slot.context === context) return false;
    if (row !== undefined && mayFill) {
      fill(slot, row, context);
      return true;
    }
    showPending(slot);
    return false;
  }

  /** Marks the rows that are chosen. */
  select(isChosen: (viewIndex: number) => boolean): void {
    for (const slot of this.#recycled) {
      const selected = String(slot.viewIndex >= 0 && isChosen(slot.viewIndex));
      if (slot.element.ariaSelected !== selected) slot.element.ariaSelected = selected;
    }
  }

  /** Hides the elements left over from rows outside [first, end); call it once those have been shown. */
  hideOutside(first: number, end: number): void {
    for (const slot of this.#recycled) {
      if (slot.element.hidden || (slot.viewIndex >= first && slot.viewIndex < end)) continue;
      slot.viewIndex = -1;
      slot.element.hidden = true;
      slot.element.removeAttribute('id');
    }
  }

  #create(): RecycledRow {
    const element = document.createElement('div');
    element.className = 'row pending';
    element.setAttribute('role', 'row');
    element.hidden = true;
    const cells = this.#columns.map((column) => createCell(column.id));
    element.append(...cells.map((cell) => cell.element));
    this.canvas.append(element);
    return { element, cells, viewIndex: -1, row: undefined, context: null };
  }

  #drop(): void {
    for (const { element } of this.#recycled) element.remove();
    this.#recycled = [];
  }
}

function fill(slot: RecycledRow, row: RowSummary, context: CellContext): void {
  if (slot.row === undefined) setPending(slot.element, false);
  slot.row = row;
  slot.context = context;
  const status = row.status ?? '';
  // Equal values are left alone: each attribute that changes costs the styles of the whole row.
  if (slot.element.dataset['status'] !== status) slot.element.dataset['status'] = status;
  for (const cell of slot.cells) cell.show(row, context);
}

/** What the cells said before stays in them, covered: clearing would cost as much as filling. */
function showPending(slot: RecycledRow): void {
  if (slot.row === undefined) return;
  slot.row = undefined;
  setPending(slot.element, true);
}

function setPending(element: HTMLElement, pending: boolean): void {
  element.classList.toggle('pending', pending);
  if (pending) element.setAttribute('aria-busy', 'true');
  else element.removeAttribute('aria-busy');
}
