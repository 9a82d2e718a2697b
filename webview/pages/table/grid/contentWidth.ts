/** At both sides of a cell. */
const PADDING = 14;
/** What stands beside a text and is none: an icon, a bar. */
const ICON = 20;
const BAR = 54;

/** Pixels that the widest of these cells needs for what it says. */
export function contentWidth(cells: readonly HTMLElement[]): number {
  return Math.ceil(Math.max(0, ...cells.map((cell) => textWidth(cell) + besidesText(cell) + PADDING)));
}

function textWidth(cell: HTMLElement): number {
  const range = document.createRange();
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  let width = 0;
  while (texts.nextNode() !== null) {
    const text = texts.currentNode;
    if (text.parentElement?.closest('.visually-hidden') !== null) continue;
    range.selectNodeContents(text);
    width += range.getBoundingClientRect().width;
  }
  return width;
}

function besidesText(cell: HTMLElement): number {
  const icon = cell.querySelector('.codicon:not(.sort-icon)') === null ? 0 : ICON;
  return icon + (cell.querySelector('.bar:not(.empty)') === null ? 0 : BAR);
}
