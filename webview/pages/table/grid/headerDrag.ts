/** Less than this is a click whose pointer trembled. */
const LEAST_DRAG_PX = 6;

/**
 * Lets a head be dragged to another place in its row.
 * @param drop gets the column before which it was let go; null = behind all
 */
export function followDrag(cell: HTMLElement, row: HTMLElement, drop: (before: string | null) => void): void {
  let startX: number | null = null;
  let isDragged = false;
  cell.addEventListener('pointerdown', (event) => {
    if (event.button === 0) startX = event.clientX;
  });
  cell.addEventListener('pointermove', (event) => {
    if (startX === null || (!isDragged && Math.abs(event.clientX - startX) < LEAST_DRAG_PX)) return;
    if (!isDragged) cell.setPointerCapture(event.pointerId);
    isDragged = true;
    markPlace(row, event.clientX);
  });
  const end = (event: PointerEvent): void => {
    if (isDragged) {
      clearMarks(row);
      if (event.type === 'pointerup') drop(placeAt(row, event.clientX)?.dataset['column'] ?? null);
      // The click that follows does not sort.
      const stop = (click: Event): void => click.stopPropagation();
      cell.addEventListener('click', stop, { capture: true, once: true });
      setTimeout(() => cell.removeEventListener('click', stop, { capture: true }), 0);
    }
    startX = null;
    isDragged = false;
  };
  cell.addEventListener('pointerup', end);
  cell.addEventListener('pointercancel', end);
}

/** The head before which something let go here would stand; undefined = behind all. */
function placeAt(row: HTMLElement, x: number): HTMLElement | undefined {
  return headsOf(row).find((head) => {
    const { left, width } = head.getBoundingClientRect();
    return x < left + width / 2;
  });
}

function markPlace(row: HTMLElement, x: number): void {
  clearMarks(row);
  const before = placeAt(row, x);
  if (before !== undefined) before.classList.add('drop-before');
  else headsOf(row).at(-1)?.classList.add('drop-after');
}

function clearMarks(row: HTMLElement): void {
  for (const head of headsOf(row)) head.classList.remove('drop-before', 'drop-after');
}

function headsOf(row: HTMLElement): HTMLElement[] {
  return [...row.children] as HTMLElement[];
}
