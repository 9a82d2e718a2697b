const LEAST = 0.15;
const MOST = 0.8;
const STEP = 0.02;

interface Box {
  readonly right: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

export function clampShare(share: number): number {
  return Math.min(Math.max(share, LEAST), MOST);
}

/** Share of the pane at the right, or at the bottom when stacked, when its edge is at the pointer. */
export function shareAtPointer(
  box: Box,
  pointer: { readonly clientX: number; readonly clientY: number },
  stacked: boolean,
): number {
  const share = stacked ? (box.bottom - pointer.clientY) / box.height : (box.right - pointer.clientX) / box.width;
  return clampShare(share);
}

/** Left and Up make the pane larger: its edge moves that way. */
export function shareAfterKey(share: number, key: string): number | null {
  if (key === 'ArrowLeft' || key === 'ArrowUp') return clampShare(share + STEP);
  if (key === 'ArrowRight' || key === 'ArrowDown') return clampShare(share - STEP);
  if (key === 'Home') return MOST;
  if (key === 'End') return LEAST;
  return null;
}
