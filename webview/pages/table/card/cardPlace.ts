const GAP = 2;
const MARGIN = 4;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Below the row, or above it where there is no room; never outside the page, never over the row. */
export function placeCard(
  anchor: { readonly left: number; readonly top: number; readonly bottom: number },
  card: Size,
  page: Size,
): { readonly left: number; readonly top: number } {
  const left = Math.max(MARGIN, Math.min(anchor.left, page.width - card.width - MARGIN));
  const below = anchor.bottom + GAP;
  const fitsBelow = below + card.height + MARGIN <= page.height;
  const above = anchor.top - GAP - card.height;
  return { left, top: fitsBelow || above < MARGIN ? below : above };
}
