import * as l10n from '@vscode/l10n';
import type { RowSummary } from '../../../../src/protocol/dataset';
import type { SortColumn } from '../../../../src/protocol/views';
import type { SignalValues } from '../../../../src/protocol/signals';
import { formatScore } from '../../../../src/wording/numbers';
import type { CardController, ShownCard } from '../card/cardController';
import { LookAhead } from '../rows/lookAhead';
import type { ItemPages } from '../../../kit/paging/itemPages';
import type { PageModel } from '../state/pageModel';
import type { Store } from '../../../kit/store/store';
import { tableAction, type Movement, type TableCommand } from './keyboard';
import { isMarked } from './markedRows';
import type { Marking } from '../state/navigation';
import type { CellContext } from './rowCells';
import { RowElements } from './rowElements';
import { rowHeight } from './rowHeight';
import { TableColumns } from './tableColumns';
import { TableScroller } from './tableScroller';

const HEADER_HEIGHT = 24;
const OVERSCAN_ROWS = 8;
/** Rows that come sooner than this are not worth a stand-in. */
const STAND_IN_MS = 200;
/** The card opened by key stands this far from the row's start. */
const CARD_INDENT = 140;
/** A table that has not moved for this long stands still. */
const STANDING_MS = 150;

const MIDDLE_BUTTON = 1;
/** Keys that a head of a column has no use for: who has sorted by one goes on to the rows. */
const LEADS_TO_ROWS: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown']);
/** To `webview/context` menus of package.json; the browser's own entries do nothing here. */
const CONTEXT_MENU = { webviewSection: 'rows', preventDefaultContextMenuItems: true };

export interface TableActions {
  sort(column: SortColumn): void;
  moveTo(viewIndex: number, marking?: Marking): void;
  moveBy(movement: Movement, screenRows: number, marking?: Marking): void;
  run(command: TableCommand): void;
  jumpTo(rowIndex: number): void;
  /** Shows the rows of a group of near-duplicates alone, or no longer alone. */
  toggleGroup(group: number): void;
}

/** The grid: a scrolling element of plain recycled rows. Draws at once, from the store and the pages that are there. */
export class TableView {
  readonly element = document.createElement('div');
  readonly columns: TableColumns;
  readonly #canvas = document.createElement('div');
  readonly #scroller: TableScroller;
  readonly #rows = new RowElements(this.#canvas);
  readonly #lookAhead = new LookAhead((first, end) => this.pages.want(first, end));
  #context: CellContext = { largest: {} };
  #drawIsDue = false;
  #waiting: number | undefined;
  #standing: number | undefined;

  constructor(
    private readonly store: Store<PageModel>,
    private readonly pages: ItemPages<RowSummary>,
    private readonly cards: CardController,
    private readonly actions: TableActions,
  ) {
    this.columns = new TableColumns(store, this.element, (column) => actions.sort(column));
    const { rowLines } = store.value;
    this.#scroller = new TableScroller(this.element, this.#canvas, rowHeight(rowLines), this.#moved);
    this.#build();
    store.subscribe(this.#storeChanged);
    new ResizeObserver(this.#resized).observe(this.element);
  }

  /** Draws in the next frame; many calls draw once. */
  schedule(): void {
    if (this.#drawIsDue) return;
    this.#drawIsDue = true;
    requestAnimationFrame(() => {
      this.#drawIsDue = false;
      this.#draw();
    });
  }

  /** The first row in sight, with the part of it that is out of sight. */
  get topRow(): number {
    return this.#scroller.topRow;
  }

  isInSight(viewIndex: number): boolean {
    const { first, end } = this.#scroller.rows();
    return viewIndex >= first && viewIndex < end;
  }

  /** Shows a row first, as far as there are rows below it. */
  scrollTo(topRow: number): void {
    this.#scroller.scrollTo(topRow);
  }

  focus(): void {
    this.element.focus({ preventScroll: true });
  }

  /** Shows or hides the card of the current row, as a pointer resting on it would. */
  toggleCard(): void {
    const { current } = this.store.value;
    if (current?.rowIndex === null || current === null) return;
    const row = this.#canvas.querySelector(`#row-${current.viewIndex}`);
    if (row === null) return;
    const left = row.getBoundingClientRect().left + CARD_INDENT;
    void this.cards.toggle(current.rowIndex, anchorOf(row, left));
  }

  #build(): void {
    this.element.className = 'table';
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'grid');
    this.element.setAttribute('aria-multiselectable', 'true');
    this.element.setAttribute('aria-label', l10n.t('Dataset rows'));
    this.element.dataset['vscodeContext'] = JSON.stringify(CONTEXT_MENU);
    this.#setRowLines(this.store.value);
    this.#canvas.className = 'canvas';
    this.#canvas.setAttribute('role', 'rowgroup');
    const head = document.createElement('div');
    head.className = 'table-head';
    head.setAttribute('role', 'rowgroup');
    head.dataset['vscodeContext'] = JSON.stringify({ webviewSection: 'head' });
    head.append(this.columns.header);
    this.element.append(head, this.#canvas);
    this.element.addEventListener('keydown', this.#keyPressed);
    this.#canvas.addEventListener('mousedown', this.#pressed);
    this.#canvas.addEventListener('dblclick', () => this.actions.run('openDetails'));
    this.#canvas.addEventListener('mouseover', this.#hovered);
    this.#canvas.addEventListener('mouseleave', () => this.cards.leave());
  }

  readonly #storeChanged = (model: PageModel, previous: PageModel): void => {
    if (model.view.rowCount !== previous.view.rowCount) {
      this.element.setAttribute('aria-rowcount', String(model.view.rowCount + 1));
      this.#scroller.setRowCount(model.view.rowCount);
    }
    if (model.histograms !== previous.histograms) this.#scaleTo(largestValues(model));
    if (model.rowLines !== previous.rowLines) this.#setRowLines(model);
    if (model.view.revision !== previous.view.revision) this.#showFromTop(model);
    else this.#followCurrent(model, previous);
    this.schedule();
  };

  #setRowLines({ rowLines }: PageModel): void {
    this.element.dataset['lines'] = String(rowLines);
    this.#scroller.setRowHeight(rowHeight(rowLines));
  }

  #scaleTo(largest: SignalValues): void {
    this.#context = { largest };
    // Bars leave room for the longest number: evol scores grow with the number of turns.
    const digits = largest.evolScore === undefined ? 0 : formatScore(largest.evolScore).length;
    this.element.style.setProperty('--evol-digits', `${digits}ch`);
  }

  readonly #resized = (): void => {
    const hadHeight = this.#scroller.hasHeight;
    this.#scroller.setViewHeight(this.element.clientHeight - HEADER_HEIGHT);
    // Rows that came before the page was laid out could not be put in its middle.
    if (!hadHeight) this.#showFromTop(this.store.value);
  };

  /** From the top, unless somebody has gone to a row already. */
  #showFromTop({ current }: PageModel): void {
    this.#scroller.toTop();
    if (current !== null) this.#scroller.reveal(0, current.viewIndex);
  }

  #followCurrent(model: PageModel, previous: PageModel): void {
    if (model.current === null || model.current.viewIndex === previous.current?.viewIndex) return;
    const from = previous.current?.viewIndex ?? 0;
    const target = model.current.viewIndex;
    if (model.view !== previous.view) this.#scroller.keepInPlace(from, target);
    else this.#scroller.reveal(from, target);
    this.#untilStanding();
  }

  readonly #moved = (byUser: boolean): void => {
    if (byUser) this.cards.dismiss();
    this.schedule();
    this.#untilStanding();
  };

  #untilStanding(): void {
    window.clearTimeout(this.#standing);
    this.#standing = window.setTimeout(this.#stands, STANDING_MS);
  }

  readonly #stands = (): void => {
    const { topRow } = this;
    const { current, standing } = this.store.value;
    const rowIndex = current?.rowIndex ?? null;
    if (topRow !== standing?.topRow || rowIndex !== standing.rowIndex)
      this.store.set({ standing: { topRow, rowIndex } });
  };

  #draw(): void {
    const { current, marked } = this.store.value;
    this.columns.draw();
    const inSight = this.#scroller.rows();
    const { first, end } = this.#scroller.rows(OVERSCAN_ROWS);
    this.#rows.prepare(end - first, this.columns.shown);
    const filled = this.#showRows(inSight.first, inSight.end);
    // Where those in sight were much work, the rows around them wait a frame: two short tasks in place of a long one.
    const mayFillAround = filled <= OVERSCAN_ROWS;
    this.#showRows(first, inSight.first, mayFillAround);
    this.#showRows(inSight.end, end, mayFillAround);
    if (!mayFillAround) this.schedule();
    this.#rows.hideOutside(first, end);
    this.#markWaiting(!this.#hasAllRows(first, end));
    const isAlone = marked.ranges.length === 0;
    this.#rows.select((position) => (isAlone ? position === current?.viewIndex : isMarked(marked, position)));
    const isDrawn = current !== null && current.viewIndex >= first && current.viewIndex < end;
    if (isDrawn) this.element.setAttribute('aria-activedescendant', `row-${current.viewIndex}`);
    else this.element.removeAttribute('aria-activedescendant');
    if (end > first) this.#lookAhead.drawn(first, end);
  }

  /** @returns how many rows got other contents */
  #showRows(first: number, end: number, mayFill = true): number {
    let filled = 0;
    for (let viewIndex = first; viewIndex < end; viewIndex++) {
      const top = this.#scroller.rowTop(viewIndex);
      if (this.#rows.show(viewIndex, top, this.pages.get(viewIndex), this.#context, mayFill)) filled++;
    }
    return filled;
  }

  #hasAllRows(first: number, end: number): boolean {
    for (let viewIndex = first; viewIndex < end; viewIndex++) {
      if (this.pages.get(viewIndex) === undefined) return false;
    }
    return true;
  }

  /** Shows stand-ins for rows that are still to come, once they have been for a while. */
  #markWaiting(isWaiting: boolean): void {
    if (isWaiting) {
      this.#waiting ??= window.setTimeout(() => this.#canvas.classList.add('waiting'), STAND_IN_MS);
      return;
    }
    window.clearTimeout(this.#waiting);
    this.#waiting = undefined;
    this.#canvas.classList.remove('waiting');
  }

  readonly #keyPressed = (event: KeyboardEvent): void => {
    const isAtHead = event.target !== this.element;
    if (isAtHead && !LEADS_TO_ROWS.has(event.key)) return;
    const action = tableAction(event);
    if (action === null) return;
    event.preventDefault();
    if (isAtHead) this.focus();
    const { screenRows } = this.#scroller;
    if (action.kind === 'move') this.actions.moveBy(action.movement, screenRows, action.extends && 'extend');
    else this.actions.run(action.command);
  };

  readonly #pressed = (event: MouseEvent): void => {
    const target = event.target as HTMLElement;
    const viewIndex = target.closest<HTMLElement>('.row')?.dataset['viewIndex'];
    if (viewIndex === undefined || event.button === MIDDLE_BUTTON) return;
    this.cards.dismiss();
    if (event.button !== 0) {
      this.#chooseForMenu(Number(viewIndex));
      return;
    }
    this.actions.moveTo(Number(viewIndex), markingOf(event));
    const { rowIndex, group } = target.closest<HTMLElement>('.jump')?.dataset ?? {};
    if (rowIndex !== undefined) this.actions.jumpTo(Number(rowIndex));
    if (group !== undefined) this.actions.toggleGroup(Number(group));
  };

  /** A menu is about the rows that are marked where it is opened on one of them, else about that row. */
  #chooseForMenu(viewIndex: number): void {
    const { marked, current } = this.store.value;
    if (current?.viewIndex !== viewIndex && !isMarked(marked, viewIndex)) this.actions.moveTo(viewIndex);
    this.focus();
  }

  readonly #hovered = (event: MouseEvent): void => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('.row');
    const rowIndex = this.pages.get(Number(row?.dataset['viewIndex']))?.rowIndex;
    if (row !== null && rowIndex !== undefined) this.cards.hover(rowIndex, anchorOf(row, event.clientX));
  };
}

function markingOf({ shiftKey, ctrlKey, metaKey }: MouseEvent): Marking {
  return shiftKey ? 'extend' : ctrlKey || metaKey ? 'toggle' : 'alone';
}

function anchorOf(row: Element, left: number): ShownCard['anchor'] {
  const { top, bottom } = row.getBoundingClientRect();
  return { left, top, bottom };
}

function largestValues({ histograms }: PageModel): SignalValues {
  return Object.fromEntries(histograms.map(({ signal, max }) => [signal, max]));
}
