/**
 * Arithmetic of a table that may be taller than an element can be. Two vertical scales:
 * - *content* pixels: row i begins at i × rowHeight; up to 22,000,000 and beyond
 * - *canvas* pixels: the scrollable element, at most `MAX_CANVAS_HEIGHT`
 * Up to that height both are the same. Beyond it, small scrolls (wheel, trackpad) move the content pixel by pixel and
 * large ones (the thumb) proportionally; `settle` brings the thumb back to its proportional place when scrolling ends.
 */

/** Chromium clamps element positions at 2^25 physical pixels; this leaves room for a device pixel ratio of 4. */
export const MAX_CANVAS_HEIGHT = 8_000_000;

/** Scrolling has ended when nothing has moved for so long, in milliseconds. */
export const SCROLL_END_MS = 150;

export interface ScrollSpace {
  readonly rowCount: number;
  readonly rowHeight: number;
  /** Visible height available to rows. */
  readonly viewHeight: number;
}

export interface ScrollPosition {
  /** Canvas pixels: the element's own scrollTop. */
  readonly scrollTop: number;
  /** Content pixels at the top of the view. */
  readonly contentTop: number;
}

export const TOP: ScrollPosition = { scrollTop: 0, contentTop: 0 };

export function contentHeight(space: ScrollSpace): number {
  return space.rowCount * space.rowHeight;
}

export function canvasHeight(space: ScrollSpace): number {
  return Math.min(contentHeight(space), MAX_CANVAS_HEIGHT);
}

/** Where the view stands after the browser has moved the element to `scrollTop`. */
export function afterScroll(space: ScrollSpace, position: ScrollPosition, scrollTop: number): ScrollPosition {
  const canvasRange = maxScrollTop(space);
  const contentRange = maxContentTop(space);
  const target = clamp(scrollTop, 0, canvasRange);
  if (canvasRange === contentRange) return { scrollTop: target, contentTop: target };
  const delta = target - position.scrollTop;
  if (Math.abs(delta) >= smallestThumbStep(space))
    return { scrollTop: target, contentTop: proportional(space, target) };
  const contentTop = clamp(position.contentTop + delta, 0, contentRange);
  const thumbAtEdge = target === 0 || target === canvasRange;
  const contentAtEdge = contentTop === 0 || contentTop === contentRange;
  // An end of the canvas that is not an end of the content (or the reverse) would block further scrolling.
  return thumbAtEdge !== contentAtEdge ? scrollTo(space, contentTop) : { scrollTop: target, contentTop };
}

/** The position that shows `contentTop` at the top, with the thumb in its proportional place. */
export function scrollTo(space: ScrollSpace, contentTop: number): ScrollPosition {
  const contentRange = maxContentTop(space);
  const top = clamp(Math.round(contentTop), 0, contentRange);
  const scrollTop = contentRange === 0 ? 0 : Math.round((top / contentRange) * maxScrollTop(space));
  return { scrollTop, contentTop: top };
}

/** The same content, with the thumb brought back to its proportional place. */
export function settle(space: ScrollSpace, position: ScrollPosition): ScrollPosition {
  return scrollTo(space, position.contentTop);
}

/** Rows [first, end) that are at least partly visible, and `overscan` rows more on each side. */
export function visibleRows(
  space: ScrollSpace,
  position: ScrollPosition,
  overscan = 0,
): { readonly first: number; readonly end: number } {
  const first = Math.floor(position.contentTop / space.rowHeight);
  const end = Math.ceil((position.contentTop + space.viewHeight) / space.rowHeight);
  return {
    first: clamp(first - overscan, 0, space.rowCount),
    end: clamp(end + overscan, 0, space.rowCount),
  };
}

/** Canvas pixel at which a row is drawn while the view stands at `position`. */
export function rowTop(space: ScrollSpace, position: ScrollPosition, viewIndex: number): number {
  return viewIndex * space.rowHeight - position.contentTop + position.scrollTop;
}

/** The nearest position that shows the whole row; the same position when it already does. */
export function reveal(
  space: ScrollSpace,
  position: ScrollPosition,
  viewIndex: number,
  align: 'nearest' | 'centre',
): ScrollPosition {
  const top = viewIndex * space.rowHeight;
  const bottom = top + space.rowHeight;
  const { contentTop } = position;
  if (top >= contentTop && bottom <= contentTop + space.viewHeight) return position;
  if (align === 'centre') return scrollTo(space, top - (space.viewHeight - space.rowHeight) / 2);
  return scrollTo(space, top < contentTop ? top : bottom - space.viewHeight);
}

/** Whole rows that fit the view: a step of PageUp and PageDown. */
export function rowsPerScreen(space: ScrollSpace): number {
  return Math.max(1, Math.floor(space.viewHeight / space.rowHeight) - 1);
}

function maxScrollTop(space: ScrollSpace): number {
  return Math.max(0, canvasHeight(space) - space.viewHeight);
}

function maxContentTop(space: ScrollSpace): number {
  return Math.max(0, contentHeight(space) - space.viewHeight);
}

function proportional(space: ScrollSpace, scrollTop: number): number {
  return Math.round((scrollTop / maxScrollTop(space)) * maxContentTop(space));
}

/** Half of what moving the thumb by one pixel scrolls: anything below it did not come from the thumb. */
function smallestThumbStep(space: ScrollSpace): number {
  return canvasHeight(space) / (2 * Math.max(1, space.viewHeight));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
