/** Prints rows under a title, one column a key of the first row. */
export function printTable(title: string, rows: readonly Readonly<Record<string, string | number>>[]): void {
  const header = Object.keys(rows[0] ?? {});
  const cells = [header, ...rows.map((row) => header.map((key) => format(row[key] ?? '')))];
  const widths = header.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const line of cells) console.log(line.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '));
}

function format(value: string | number): string {
  if (typeof value === 'string') return value;
  if (Number.isInteger(value)) return value.toLocaleString('en-US');
  return value < 10 ? value.toPrecision(3) : value.toFixed(1);
}
