/** A table as programs write it: cells are quoted where they have to be. */
export function csvOfCells(
  rows: readonly (readonly string[])[],
  { delimiter = ',', lineEnd = '\n' }: { readonly delimiter?: string; readonly lineEnd?: string } = {},
): string {
  const cellOf = (cell: string): string =>
    /["\r\n,;|\t]/.test(cell) || cell.trim() !== cell ? `"${cell.replaceAll('"', '""')}"` : cell;
  return rows.map((cells) => cells.map(cellOf).join(delimiter) + lineEnd).join('');
}
