import type { SortColumn, ViewQuery } from '../../../../src/protocol/dataset';
import { iconElement } from '../../../kit/controls/icon';
import type { Column } from './columnLayout';

const KEYBOARD_RESIZE_STEP = 16;

export interface HeaderActions {
  sort(column: SortColumn): void;
  /** `delta` in pixels since the last call. */
  resize(column: SortColumn, delta: number): void;
  resetWidth(column: SortColumn): void;
}

/** The header row: click sorts, dragging an edge or Shift+Left/Right resizes. */
export class TableHeader {
  readonly element: HTMLElement;
  #columns: readonly Column[] = [];

  constructor(private readonly actions: HeaderActions) {
    this.element = document.createElement('div');
    this.element.className = 'header-row';
    this.element.setAttribute('role', 'row');
    this.element.setAttribute('aria-rowindex', '1');
  }

  show(columns: readonly Column[], sort: ViewQuery['sort']): void {
    if (columns !== this.#columns) {
      this.#columns = columns;
      this.element.replaceChildren(...columns.map((column) => this.#cell(column)));
    }
    columns.forEach((column, index) => {
      const cell = this.element.children[index];
      const direction = sort?.column !== column.id ? 'none' : sort.descending ? 'descending' : 'ascending';
      cell?.setAttribute('aria-sort', direction);
    });
  }

  #cell(column: Column): HTMLElement {
    const cell = document.createElement('div');
    cell.className = `header-cell ${column.align}`;
    cell.dataset['column'] = column.id;
    cell.setAttribute('role', 'columnheader');
    cell.append(this.#button(column), this.#edge(column));
    return cell;
  }

  #button(column: Column): HTMLElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.title = `${column.description}\nClick to sort, Shift+Left/Right to resize`;
    const label = document.createElement('span');
    label.className = 'label';
    label.textContent = column.label;
    const icon = iconElement('chevron-up');
    icon.classList.add('sort-icon');
    button.append(label, icon);
    button.addEventListener('click', () => this.actions.sort(column.id));
    button.addEventListener('keydown', (event) => {
      if (!event.shiftKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
      event.preventDefault();
      this.actions.resize(column.id, event.key === 'ArrowLeft' ? -KEYBOARD_RESIZE_STEP : KEYBOARD_RESIZE_STEP);
    });
    return button;
  }

  #edge(column: Column): HTMLElement {
    const edge = document.createElement('div');
    edge.className = 'column-edge';
    let lastX: number | null = null;
    edge.addEventListener('pointerdown', (event) => {
      lastX = event.clientX;
      edge.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    edge.addEventListener('pointermove', (event) => {
      if (lastX === null) return;
      this.actions.resize(column.id, event.clientX - lastX);
      lastX = event.clientX;
    });
    edge.addEventListener('lostpointercapture', () => (lastX = null));
    edge.addEventListener('dblclick', () => this.actions.resetWidth(column.id));
    return edge;
  }
}
