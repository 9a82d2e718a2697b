import type { SortColumn } from '../../src/protocol/dataset';

export interface Column {
  readonly id: SortColumn;
  readonly label: string;
  /** What a header's tooltip says about the column. */
  readonly description: string;
  readonly width: number;
  readonly align: 'start' | 'end';
  /** Hidden where the table is narrower than this; the details pane shows the same. */
  readonly hiddenBelow: number;
}

export const COLUMNS: readonly Column[] = [
  column('line', 'Line', 'Line in the file', 60, 'end'),
  column('status', 'Status', 'Status and rank in the selection', 76, 'start'),
  column('evolScore', 'Evol', 'Evol score: complexity × quality, summed over turns', 88, 'end'),
  column('complexityScore', 'Complexity', 'Complexity score, 1 to 6 (mean of turns)', 96, 'end', 700),
  column('qualityScore', 'Quality', 'Quality score, 1 to 6 (mean of turns)', 92, 'end', 700),
  column('turns', 'Turns', 'Number of turns', 54, 'end', 790),
  column('instruction', 'Instruction', 'First instruction', 120, 'start'),
  column(
    'nearDuplicate',
    'Near-duplicate of',
    'The selected row it duplicates, with cosine similarity',
    138,
    'end',
    440,
  ),
];

/** Takes the width that the others leave. */
const FILLING_COLUMN: SortColumn = 'instruction';
const MIN_WIDTH = 44;
const MAX_WIDTH = 1200;
const LEAST_LINE_WIDTH = 60;
const DIGIT_WIDTH = 9;
const CELL_PADDING = 14;
/** At both ends of a row. */
const ROW_PADDING = 6;

/** Pixels by column, as far as chosen by the user. */
export type ColumnWidths = Readonly<Record<string, number>>;

function column(
  id: SortColumn,
  label: string,
  description: string,
  width: number,
  align: 'start' | 'end',
  hiddenBelow = 0,
): Column {
  return { id, label, description, width, align, hiddenBelow };
}

export function visibleColumns(tableWidth: number): readonly Column[] {
  return COLUMNS.filter((candidate) => tableWidth >= candidate.hiddenBelow);
}

export function widthOf(widths: ColumnWidths, columnOf: Column): number {
  const width = widths[columnOf.id];
  return width !== undefined && Number.isFinite(width) ? clampWidth(width) : columnOf.width;
}

/** Widths for a file of this many lines: the line column holds its largest number, unless the user chose its width. */
export function defaultWidths(widths: ColumnWidths, lineCount: number): ColumnWidths {
  const digits = lineCount.toLocaleString('en-US').length;
  return { line: Math.max(LEAST_LINE_WIDTH, digits * DIGIT_WIDTH + CELL_PADDING), ...widths };
}

/** Narrowest that these columns can be; a narrower table scrolls sideways. */
export function leastWidth(columns: readonly Column[], widths: ColumnWidths): number {
  return columns.reduce((sum, each) => sum + Math.round(widthOf(widths, each)), 2 * ROW_PADDING);
}

/** Value of `grid-template-columns` for header and rows. */
export function gridTemplate(columns: readonly Column[], widths: ColumnWidths): string {
  return columns
    .map((each) => {
      const width = `${Math.round(widthOf(widths, each))}px`;
      return each.id === FILLING_COLUMN ? `minmax(${width}, 1fr)` : width;
    })
    .join(' ');
}

/**
 * Widths after dragging the right edge of a column by `delta` pixels. The filling column has no width of its own to
 * drag, so its edge moves the column after it.
 */
export function resizeColumn(
  columns: readonly Column[],
  widths: ColumnWidths,
  id: SortColumn,
  delta: number,
): ColumnWidths {
  const index = columns.findIndex((each) => each.id === id);
  const dragged = columns[index];
  const next = columns[index + 1];
  if (dragged === undefined) return widths;
  if (dragged.id === FILLING_COLUMN && next !== undefined) return withWidth(widths, next, -delta);
  return withWidth(widths, dragged, delta);
}

/** Widths with one column back at its default. */
export function resetColumn(widths: ColumnWidths, id: SortColumn): ColumnWidths {
  return Object.fromEntries(Object.entries(widths).filter(([name]) => name !== id));
}

function withWidth(widths: ColumnWidths, changed: Column, delta: number): ColumnWidths {
  return { ...widths, [changed.id]: clampWidth(widthOf(widths, changed) + delta) };
}

function clampWidth(width: number): number {
  return Math.min(Math.max(width, MIN_WIDTH), MAX_WIDTH);
}
