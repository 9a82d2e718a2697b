import type { SortColumn } from '../../src/protocol/dataset';
import type { RowPages } from '../rows/rowPages';
import type { CardController, ShownCard } from '../card/cardController';
import type { PageModel } from '../state/pageModel';
import type { Store } from '../state/store';
import {
  defaultWidths,
  gridTemplate,
  leastWidth,
  resetColumn,
  resizeColumn,
  visibleColumns,
  type Column,
} from './columnLayout';
import { tableAction, type Movement, type PageCommand } from './keyboard';
import type { CellContext } from './rowCells';
import { RowElements } from './rowElements';
import * as geometry from './scrollGeometry';
import { TableHeader } from './tableHeader';

export const ROW_HEIGHT = 22;
const HEADER_HEIGHT = 24;
const OVERSCAN_ROWS = 8;
/** Rows fetched ahead of the view in both directions. */
const FETCH_AHEAD_ROWS = 40;
const SCROLL_END_MS = 150;
/** The card opened by key stands this far from the row's start. */
const CARD_INDENT = 140;

export interface TableActions {
  sort(column: SortColumn): void;
  moveTo(viewIndex: number): void;
  moveBy(movement: Movement, screenRows: number): void;
  run(command: PageCommand): void;
  jumpTo(rowIndex: number): void;
}

/** The grid: a scrolling element of plain recycled rows. Draws from the store and the pages at hand, at once. */
export class TableView {
  readonly element = document.createElement('div');
  readonly #canvas = document.createElement('div');
  readonly #header: TableHeader;
  readonly #rows: RowElements;
  #columns: readonly Column[] = [];
  #context: CellContext = { maxEvolScore: null };
  #space: geometry.ScrollSpace = { rowCount: 0, rowHeight: ROW_HEIGHT, viewHeight: 0 };
  #position: geometry.ScrollPosition = geometry.TOP;
  #frame: number | null = null;
  #scrollEnd: number | undefined;

  constructor(
    private readonly store: Store<PageModel>,
    private readonly pages: RowPages,
    private readonly cards: CardController,
    private readonly actions: TableActions,
  ) {
    this.#header = new TableHeader({
      sort: (column) => actions.sort(column),
      resize: this.#resizeColumn,
      resetWidth: (column) => store.set({ columnWidths: resetColumn(store.value.columnWidths, column) }),
    });
    this.#rows = new RowElements(this.#canvas);
    this.#build();
    store.subscribe(this.#storeChanged);
    new ResizeObserver(() => this.#sizeChanged()).observe(this.element);
  }

  /** Draws in the next frame; many calls draw once. */
  readonly schedule = (): void => {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#draw();
    });
  };

  focus(): void {
    this.element.focus({ preventScroll: true });
  }

  /** Shows or hides the card of the current row, as a pointer resting on it would. */
  toggleCard(): void {
    const { current } = this.store.value;
    if (current?.rowIndex === null || current === null) return;
    const row = this.#canvas.querySelector(`#row-${current.viewIndex}`);
    if (row !== null)
      void this.cards.toggle(current.rowIndex, anchorOf(row, row.getBoundingClientRect().left + CARD_INDENT));
  }

  #build(): void {
    this.element.className = 'table';
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'grid');
    this.element.setAttribute('aria-label', 'Dataset rows');
    this.#canvas.className = 'canvas';
    this.#canvas.setAttribute('role', 'rowgroup');
    const head = document.createElement('div');
    head.className = 'table-head';
    head.setAttribute('role', 'rowgroup');
    head.append(this.#header.element);
    this.element.append(head, this.#canvas);
    this.element.addEventListener('scroll', this.#scrolled, { passive: true });
    this.element.addEventListener('keydown', this.#keyPressed);
    this.#canvas.addEventListener('mousedown', this.#clicked);
    this.#canvas.addEventListener('mouseover', this.#hovered);
    this.#canvas.addEventListener('mouseleave', () => this.cards.leave());
    this.#canvas.addEventListener('dblclick', () => this.actions.run('openDetails'));
  }

  readonly #storeChanged = (model: PageModel, previous: PageModel): void => {
    if (model.view.rowCount !== previous.view.rowCount) this.#rowCountChanged(model.view.rowCount);
    if (model.histograms !== previous.histograms) this.#context = { maxEvolScore: largestEvolScore(model) };
    if (model.view.revision !== previous.view.revision) this.#goTo(geometry.TOP);
    else this.#followCurrent(model, previous);
    this.schedule();
  };

  #followCurrent(model: PageModel, previous: PageModel): void {
    if (model.current === null || model.current.viewIndex === previous.current?.viewIndex) return;
    const from = previous.current?.viewIndex ?? 0;
    const target = model.current.viewIndex;
    if (model.view !== previous.view) this.#keepInPlace(from, target);
    else this.#reveal(from, target);
  }

  /** Steps by keyboard scroll as little as needed; jumps put the row in the middle. */
  #reveal(from: number, target: number): void {
    const near = Math.abs(target - from) <= geometry.rowsPerScreen(this.#space) + 1;
    this.#goTo(geometry.reveal(this.#space, this.#position, target, near ? 'nearest' : 'centre'));
  }

  /** Rows have come before the current one: where it was in sight, it stays at the same height. */
  #keepInPlace(from: number, target: number): void {
    const { first, end } = geometry.visibleRows(this.#space, this.#position);
    if (from < first || from >= end) return;
    this.#goTo(geometry.scrollTo(this.#space, this.#position.contentTop + (target - from) * ROW_HEIGHT));
  }

  #rowCountChanged(rowCount: number): void {
    this.#space = { ...this.#space, rowCount };
    this.#canvas.style.height = `${geometry.canvasHeight(this.#space)}px`;
    this.element.setAttribute('aria-rowcount', String(rowCount + 1));
    this.#goTo(geometry.settle(this.#space, this.#position));
  }

  #sizeChanged(): void {
    this.#space = { ...this.#space, viewHeight: Math.max(0, this.element.clientHeight - HEADER_HEIGHT) };
    this.#goTo(geometry.settle(this.#space, this.#position));
    this.schedule();
  }

  /** Moves the element itself; the scroll event that follows finds the position unchanged. */
  #goTo(position: geometry.ScrollPosition): void {
    this.#position = position;
    if (this.element.scrollTop !== position.scrollTop) this.element.scrollTop = position.scrollTop;
    this.schedule();
  }

  readonly #scrolled = (): void => {
    const { scrollTop } = this.element;
    if (Math.abs(scrollTop - this.#position.scrollTop) < 1) return;
    this.cards.dismiss();
    const position = geometry.afterScroll(this.#space, this.#position, scrollTop);
    this.#goTo(position);
    window.clearTimeout(this.#scrollEnd);
    this.#scrollEnd = window.setTimeout(() => this.#goTo(geometry.settle(this.#space, this.#position)), SCROLL_END_MS);
  };

  #draw(): void {
    const { query, current, columnWidths, info } = this.store.value;
    const columns = visibleColumns(this.element.clientWidth);
    if (columns.length !== this.#columns.length) this.#columns = columns;
    this.#header.show(this.#columns, query.sort);
    const widths = defaultWidths(columnWidths, info.rowCount);
    this.element.style.setProperty('--columns', gridTemplate(this.#columns, widths));
    this.element.style.setProperty('--least-width', `${leastWidth(this.#columns, widths)}px`);
    const { first, end } = geometry.visibleRows(this.#space, this.#position, OVERSCAN_ROWS);
    this.#rows.prepare(end - first, this.#columns);
    this.#rows.hideOutside(first, end);
    for (let viewIndex = first; viewIndex < end; viewIndex++) {
      const top = geometry.rowTop(this.#space, this.#position, viewIndex);
      const element = this.#rows.show(viewIndex, top, this.pages.get(viewIndex), this.#context);
      element.setAttribute('aria-selected', String(viewIndex === current?.viewIndex));
    }
    this.#markActive(
      current !== null && current.viewIndex >= first && current.viewIndex < end ? current.viewIndex : null,
    );
    if (end > first) this.pages.want(first - FETCH_AHEAD_ROWS, end + FETCH_AHEAD_ROWS);
  }

  #markActive(viewIndex: number | null): void {
    if (viewIndex === null) this.element.removeAttribute('aria-activedescendant');
    else this.element.setAttribute('aria-activedescendant', `row-${viewIndex}`);
  }

  readonly #keyPressed = (event: KeyboardEvent): void => {
    if (event.target !== this.element) return;
    const action = tableAction(event);
    if (action === null) return;
    event.preventDefault();
    if (action.kind === 'move') this.actions.moveBy(action.movement, geometry.rowsPerScreen(this.#space));
    else this.actions.run(action.command);
  };

  readonly #clicked = (event: MouseEvent): void => {
    const target = event.target as HTMLElement;
    const viewIndex = target.closest<HTMLElement>('.row')?.dataset['viewIndex'];
    if (viewIndex === undefined || event.button !== 0) return;
    this.cards.dismiss();
    this.actions.moveTo(Number(viewIndex));
    const jump = target.closest<HTMLElement>('.jump')?.dataset['rowIndex'];
    if (jump !== undefined) this.actions.jumpTo(Number(jump));
  };

  readonly #hovered = (event: MouseEvent): void => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('.row');
    const rowIndex = this.pages.get(Number(row?.dataset['viewIndex']))?.rowIndex;
    if (row !== null && rowIndex !== undefined) this.cards.hover(rowIndex, anchorOf(row, event.clientX));
  };

  readonly #resizeColumn = (column: SortColumn, delta: number): void => {
    const { columnWidths, info } = this.store.value;
    const widths = defaultWidths(columnWidths, info.rowCount);
    this.store.set({ columnWidths: resizeColumn(this.#columns, widths, column, delta) });
  };
}

function anchorOf(row: Element, left: number): ShownCard['anchor'] {
  const { top, bottom } = row.getBoundingClientRect();
  return { left, top, bottom };
}

function largestEvolScore({ histograms }: PageModel): number | null {
  return histograms.find(({ metric }) => metric === 'evolScore')?.max ?? null;
}
