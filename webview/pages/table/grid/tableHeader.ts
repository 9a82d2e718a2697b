import * as l10n from '@vscode/l10n';
import type { SortColumn, ViewQuery } from '../../../../src/protocol/views';
import { rove } from '../../../kit/keys/rovingFocus';
import { iconElement } from '../../../kit/controls/icon';
import type { Column } from './columnLayout';
import { followDrag } from './headerDrag';

const KEYBOARD_RESIZE_STEP = 16;

export interface HeaderActions {
  sort(column: SortColumn): void;
  /** `shown` is the width that the column has, `delta` how much wider it is to be, in pixels. */
  resize(column: SortColumn, shown: number, delta: number): void;
  /** As wide as what it shows. */
  fit(column: SortColumn): void;
  /** Opens its menu below its head. */
  openMenu(column: SortColumn): void;
  /** Puts a column before another one, or behind all. */
  move(column: SortColumn, before: SortColumn | null): void;
}

/**
 * The header row: click sorts; dragging an edge or Shift+Left/Right resizes, a double click fits; dragging a head or
 * Alt+Shift+Left/Right moves its column; a menu has all of it, by the pointer's other button and Alt+Down.
 */
export class TableHeader {
  readonly element: HTMLElement;
  #columns: readonly Column[] = [];

  constructor(private readonly actions: HeaderActions) {
    this.element = document.createElement('div');
    this.element.className = 'header-row';
    this.element.setAttribute('role', 'row');
    this.element.setAttribute('aria-rowindex', '1');
    rove(this.element, 'button');
  }

  show(columns: readonly Column[], sort: ViewQuery['sort']): void {
    if (columns !== this.#columns) this.#build(columns);
    columns.forEach((column, index) => {
      const cell = this.element.children[index];
      const direction = sort?.column !== column.id ? 'none' : sort.descending ? 'descending' : 'ascending';
      cell?.setAttribute('aria-sort', direction);
    });
  }

  /** The head of a column; undefined while it is not shown. */
  cellOf(column: SortColumn): HTMLElement | undefined {
    return this.element.querySelector<HTMLElement>(`[data-column="${CSS.escape(column)}"]`) ?? undefined;
  }

  /** @returns whether the column is shown */
  focus(column: SortColumn): boolean {
    const button = this.cellOf(column)?.querySelector('button') ?? null;
    button?.focus();
    return button !== null;
  }

  /** The focus stays on the column that has it. */
  #build(columns: readonly Column[]): void {
    const focused = document.activeElement?.closest<HTMLElement>('.header-cell')?.dataset['column'];
    this.#columns = columns;
    this.element.replaceChildren(...columns.map((column) => this.#cell(column)));
    if (focused !== undefined) this.focus(focused as SortColumn);
  }

  #cell(column: Column): HTMLElement {
    const cell = document.createElement('div');
    cell.className = `header-cell ${column.align}`;
    cell.dataset['column'] = column.id;
    cell.setAttribute('role', 'columnheader');
    cell.append(this.#button(column), this.#edge(column, cell));
    cell.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      this.actions.openMenu(column.id);
    });
    followDrag(cell, this.element, (before) => this.actions.move(column.id, before as SortColumn | null));
    return cell;
  }

  #button(column: Column): HTMLElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.title = `${column.description}\n${l10n.t('Click to sort, right-click or Alt+Down for more, Shift+Left/Right to resize, Alt+Shift+Left/Right or drag to move')}`;
    const label = document.createElement('span');
    label.className = 'label';
    label.textContent = column.label;
    const icon = iconElement('chevron-up');
    icon.classList.add('sort-icon');
    button.append(label, icon);
    button.setAttribute('aria-haspopup', 'menu');
    button.addEventListener('click', () => this.actions.sort(column.id));
    button.addEventListener('keydown', (event) => this.#keyPressed(event, column));
    return button;
  }

  #keyPressed(event: KeyboardEvent, column: Column): void {
    if (event.altKey && event.key === 'ArrowDown') {
      event.preventDefault();
      this.actions.openMenu(column.id);
      return;
    }
    if (!event.shiftKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.key === 'ArrowLeft' ? -1 : 1;
    if (event.altKey) this.#moveBy(column, step);
    else this.actions.resize(column.id, this.cellOf(column.id)?.offsetWidth ?? 0, step * KEYBOARD_RESIZE_STEP);
  }

  #moveBy({ id }: Column, step: 1 | -1): void {
    const at = this.#columns.findIndex((each) => each.id === id);
    const target = at + step;
    if (target < 0 || target >= this.#columns.length) return;
    this.actions.move(id, this.#columns[step === 1 ? target + 1 : target]?.id ?? null);
  }

  #edge(column: Column, cell: HTMLElement): HTMLElement {
    const edge = document.createElement('div');
    edge.className = 'column-edge';
    let lastX: number | null = null;
    edge.addEventListener('pointerdown', (event) => {
      lastX = event.clientX;
      edge.setPointerCapture(event.pointerId);
      event.preventDefault();
      event.stopPropagation();
    });
    edge.addEventListener('pointermove', (event) => {
      if (lastX === null || event.clientX === lastX) return;
      this.actions.resize(column.id, cell.offsetWidth, event.clientX - lastX);
      lastX = event.clientX;
    });
    edge.addEventListener('lostpointercapture', () => (lastX = null));
    edge.addEventListener('dblclick', () => this.actions.fit(column.id));
    return edge;
  }
}
