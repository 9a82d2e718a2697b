/** Lines of text that a row shows of instruction and response. */
export type RowLines = 1 | 2 | 3;

export const ROW_LINES: readonly RowLines[] = [1, 2, 3];

const ONE_LINE_HEIGHT = 22;
const LINE_HEIGHT = 18;

/** In pixels, as the style sheet has it. */
export function rowHeight(lines: RowLines): number {
  return ONE_LINE_HEIGHT + (lines - 1) * LINE_HEIGHT;
}

/** What kept state holds may be anything. */
export function rowLinesFrom(kept: number | undefined): RowLines {
  return ROW_LINES.find((lines) => lines === kept) ?? 1;
}
