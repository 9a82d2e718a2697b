/** Height of an entry in pixels; the style sheet's, too. */
export const ENTRY_HEIGHT = 46;
/** Entries drawn beyond those in sight, on both sides. */
const OVERSCAN = 6;

export interface ListSpace {
  readonly scrollTop: number;
  readonly height: number;
}

/** Entries [first, end) to draw. */
export function entriesToDraw(
  { scrollTop, height }: ListSpace,
  total: number,
): { readonly first: number; readonly end: number } {
  const first = Math.floor(scrollTop / ENTRY_HEIGHT) - OVERSCAN;
  const end = Math.ceil((scrollTop + height) / ENTRY_HEIGHT) + OVERSCAN;
  return { first: Math.max(0, Math.min(first, total)), end: Math.max(0, Math.min(end, total)) };
}

/** The least scrolling that brings an entry into sight whole. */
export function scrollTopShowing(place: number, { scrollTop, height }: ListSpace): number {
  const top = place * ENTRY_HEIGHT;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + ENTRY_HEIGHT - height);
}

export function entriesOnScreen({ height }: ListSpace): number {
  return Math.max(1, Math.floor(height / ENTRY_HEIGHT) - 1);
}
