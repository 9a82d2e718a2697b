/** A table of the model card: column heads, then rows of cells. */
export interface Table {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A share or correlation as the card shows it: three decimals. */
export function figure(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(3);
}

export function toMarkdown({ title, heads, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = line(heads.map((_, column) => (column === 0 ? '---' : '--:')));
  return [`**${title}**`, '', line(heads), rule, ...rows.map(line)].join('\n');
}
