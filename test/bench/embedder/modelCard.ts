/**
 * Other processors round the model differently, so a figure of another run may differ by this many percentage points, or
 * by this share of it where that is more: what is near 0 % has to stay there.
 */
const TOLERANCE = 0.3;
const TOLERANCE_SHARE = 0.01;

const BLOCK = /(<!-- figures -->\n)([\s\S]*?)(\n<!-- \/figures -->)/g;

/** The card with its figures, each between two comments, replaced by tables in order. */
export function withTables(card: string, tables: readonly string[]): string {
  let index = 0;
  return card.replace(BLOCK, (_, start: string, __, end: string) => `${start}\n${tables[index++] ?? ''}\n${end}`);
}

/** The measured rows that the card does not have, or has with other figures; empty where they agree. */
export function disagreements(card: string, tables: readonly string[]): string[] {
  const blocks = [...card.matchAll(BLOCK)].map(([, , block]) => rowsOf(block ?? ''));
  return tables.flatMap((table, index) =>
    rowsOf(table)
      .filter((cells, row) => !cells.every((cell, column) => agree(cell, blocks[index]?.[row]?.[column])))
      .map((cells) => cells.join(' | ')),
  );
}

function rowsOf(table: string): string[][] {
  const lines = table.split('\n').filter((line) => line.startsWith('|') && !/^[|\s:-]+$/.test(line));
  return lines.map((line) => line.split('|').map((cell) => cell.trim()));
}

function isLabel(cell: string): boolean {
  return !cell.endsWith('%');
}

function agree(measured: string, written: string | undefined): boolean {
  if (written === undefined) return false;
  if (isLabel(measured)) return measured === written;
  const figure = parseFloat(measured);
  return Math.abs(figure - parseFloat(written)) <= Math.max(TOLERANCE, TOLERANCE_SHARE * figure);
}
