import * as geometry from './scrollGeometry';

/** Keeps the scrolling element and the arithmetic of `scrollGeometry` in step. */
export class TableScroller {
  #space: geometry.ScrollSpace;
  #position: geometry.ScrollPosition = geometry.TOP;
  #scrollEnd: number | undefined;

  constructor(
    private readonly element: HTMLElement,
    private readonly canvas: HTMLElement,
    rowHeight: number,
    private readonly onMoved: (byUser: boolean) => void,
  ) {
    this.#space = { rowCount: 0, rowHeight, viewHeight: 0 };
    element.addEventListener('scroll', this.#scrolled, { passive: true });
  }

  get hasHeight(): boolean {
    return this.#space.viewHeight > 0;
  }

  get screenRows(): number {
    return geometry.rowsPerScreen(this.#space);
  }

  /** The first row in sight, with the part of it that is out of sight. */
  get topRow(): number {
    return this.#position.contentTop / this.#space.rowHeight;
  }

  /** Rows in sight, and `overscan` more on each side. */
  rows(overscan = 0): { readonly first: number; readonly end: number } {
    return geometry.visibleRows(this.#space, this.#position, overscan);
  }

  /** Where a row is drawn in the canvas. */
  rowTop(viewIndex: number): number {
    return geometry.rowTop(this.#space, this.#position, viewIndex);
  }

  setRowCount(rowCount: number): void {
    // A scroll whose event is still to come counts from where it began.
    this.#scrolled();
    this.#space = { ...this.#space, rowCount };
    this.canvas.style.height = `${geometry.canvasHeight(this.#space)}px`;
    this.#goTo(geometry.settle(this.#space, this.#position));
  }

  setViewHeight(viewHeight: number): void {
    this.#space = { ...this.#space, viewHeight: Math.max(0, viewHeight) };
    this.#goTo(geometry.settle(this.#space, this.#position));
  }

  /** The row at the top stays there. */
  setRowHeight(rowHeight: number): void {
    if (rowHeight === this.#space.rowHeight) return;
    const top = this.#position.contentTop / this.#space.rowHeight;
    this.#space = { ...this.#space, rowHeight };
    this.canvas.style.height = `${geometry.canvasHeight(this.#space)}px`;
    this.#goTo(geometry.scrollTo(this.#space, top * rowHeight));
  }

  scrollTo(topRow: number): void {
    this.#goTo(geometry.scrollTo(this.#space, topRow * this.#space.rowHeight));
  }

  toTop(): void {
    this.#goTo(geometry.TOP);
  }

  /** Steps by keyboard scroll as little as needed; jumps put the row in the middle. */
  reveal(from: number, target: number): void {
    const near = Math.abs(target - from) <= this.screenRows + 1;
    this.#goTo(geometry.reveal(this.#space, this.#position, target, near ? 'nearest' : 'centre'));
  }

  /** Rows have come before the current one: where it was in sight, it stays at the same height. */
  keepInPlace(from: number, target: number): void {
    const { first, end } = this.rows();
    if (from < first || from >= end) return;
    const moved = (target - from) * this.#space.rowHeight;
    this.#goTo(geometry.scrollTo(this.#space, this.#position.contentTop + moved));
  }

  /** Moves the element itself; the scroll event that follows finds the position unchanged. */
  #goTo(position: geometry.ScrollPosition, byUser = false): void {
    this.#position = position;
    if (this.element.scrollTop !== position.scrollTop) this.element.scrollTop = position.scrollTop;
    this.onMoved(byUser);
  }

  readonly #scrolled = (): void => {
    if (!this.#isElsewhere()) return;
    this.#goTo(geometry.afterScroll(this.#space, this.#position, this.element.scrollTop), true);
    window.clearTimeout(this.#scrollEnd);
    this.#scrollEnd = window.setTimeout(this.#ended, geometry.SCROLL_END_MS);
  };

  readonly #ended = (): void => {
    // The next scroll has begun, its event is still to come: moving now would undo it.
    if (this.#isElsewhere()) return;
    this.#goTo(geometry.settle(this.#space, this.#position));
  };

  /** Whether the browser has moved the element since. */
  #isElsewhere(): boolean {
    return Math.abs(this.element.scrollTop - this.#position.scrollTop) >= 1;
  }
}
