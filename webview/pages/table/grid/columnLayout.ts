import { formatCount } from '../../../../src/wording/numbers';
import type { SortColumn } from '../../../../src/protocol/dataset';
import { COLUMN_SIGNALS, type ColumnSignalId } from '../../../../src/protocol/signals';
import { SIGNAL_TEXTS } from '../../../../src/wording/signalTexts';

export interface Column {
  readonly id: SortColumn;
  readonly label: string;
  /** What a header's tooltip says about the column. */
  readonly description: string;
  readonly width: number;
  /** In a table narrower than `ROOMY_WIDTH`. */
  readonly narrowWidth: number;
  readonly align: 'start' | 'end';
  /** Hidden where the table is narrower than this; the details pane shows the same. */
  readonly hiddenBelow: number;
}

const ROOMY_WIDTH = 800;
const NEAR_DUPLICATE = 'The selected row it duplicates, with cosine similarity';

/** Pixels of a signal's column, and the width of the table from which on it is shown. */
interface SignalWidths {
  readonly width: number;
  readonly narrowWidth: number;
  readonly hiddenBelow: number;
}

/** What signals get that say nothing else. */
const SIGNAL_WIDTHS: SignalWidths = { width: 92, narrowWidth: 72, hiddenBelow: 600 };
const WIDTHS: Readonly<Partial<Record<ColumnSignalId, SignalWidths>>> = {
  evolScore: { width: 88, narrowWidth: 72, hiddenBelow: 0 },
  complexityScore: { width: 98, narrowWidth: 88, hiddenBelow: 600 },
  turns: { width: 60, narrowWidth: 56, hiddenBelow: 650 },
};

export const COLUMNS: readonly Column[] = [
  column('line', 'Line', 'Line in the file', 60, 50, 'end'),
  column('status', 'Status', 'Status and rank in the selection', 76, 64, 'start'),
  ...COLUMN_SIGNALS.map(signalColumn),
  column('instruction', 'Instruction', 'First instruction', 136, 100, 'start'),
  column('nearDuplicate', 'Near-dup. of', NEAR_DUPLICATE, 138, 116, 'end', 450),
];

/** Takes the width that the others leave. */
const FILLING_COLUMN: SortColumn = 'instruction';
const MIN_WIDTH = 44;
const MAX_WIDTH = 1200;
const DIGIT_WIDTH = 9;
const CELL_PADDING = 14;
/** At both ends of a row. */
const ROW_PADDING = 6;

/** Pixels by column, as far as chosen by the user. */
export type ColumnWidths = Readonly<Record<string, number>>;

function signalColumn(id: ColumnSignalId): Column {
  const { label, description } = SIGNAL_TEXTS[id];
  const { width, narrowWidth, hiddenBelow } = WIDTHS[id] ?? SIGNAL_WIDTHS;
  return column(id, label, description, width, narrowWidth, 'end', hiddenBelow);
}

function column(
  id: SortColumn,
  label: string,
  description: string,
  width: number,
  narrowWidth: number,
  align: Column['align'],
  hiddenBelow = 0,
): Column {
  return { id, label, description, width, narrowWidth, align, hiddenBelow };
}

export function visibleColumns(tableWidth: number): readonly Column[] {
  return COLUMNS.filter((candidate) => tableWidth >= candidate.hiddenBelow);
}

/** Width of every column: what the user chose, else what suits the table; line numbers always fit. */
export function columnWidths(chosen: ColumnWidths, tableWidth: number, lineCount: number): ColumnWidths {
  const lineDigits = formatCount(lineCount).length * DIGIT_WIDTH + CELL_PADDING;
  const widths = COLUMNS.map((each) => {
    const suiting = tableWidth < ROOMY_WIDTH ? each.narrowWidth : each.width;
    const fitting = each.id === 'line' ? Math.max(suiting, lineDigits) : suiting;
    const wanted = chosen[each.id];
    return [each.id, wanted !== undefined && Number.isFinite(wanted) ? clampWidth(wanted) : fitting] as const;
  });
  return Object.fromEntries(widths);
}

/** Narrowest that these columns can be; a narrower table scrolls sideways. */
export function leastWidth(columns: readonly Column[], widths: ColumnWidths): number {
  return columns.reduce((sum, { id }) => sum + Math.round(widths[id] ?? 0), 2 * ROW_PADDING);
}

/** Value of `grid-template-columns` for header and rows. */
export function gridTemplate(columns: readonly Column[], widths: ColumnWidths): string {
  return columns
    .map(({ id }) => {
      const width = `${Math.round(widths[id] ?? 0)}px`;
      return id === FILLING_COLUMN ? `minmax(${width}, 1fr)` : width;
    })
    .join(' ');
}

/**
 * What the user has chosen after dragging the right edge of a column by `delta` pixels. The filling column has no
 * width of its own to drag, so its edge moves the column after it.
 * @param widths of all columns, as shown
 */
export function resizeColumn(
  columns: readonly Column[],
  chosen: ColumnWidths,
  widths: ColumnWidths,
  id: SortColumn,
  delta: number,
): ColumnWidths {
  const next = columns[columns.findIndex((each) => each.id === id) + 1];
  const [resized, change] = id === FILLING_COLUMN && next !== undefined ? [next.id, -delta] : [id, delta];
  return { ...chosen, [resized]: clampWidth((widths[resized] ?? 0) + change) };
}

/** Widths with one column back at its default. */
export function resetColumn(chosen: ColumnWidths, id: SortColumn): ColumnWidths {
  return Object.fromEntries(Object.entries(chosen).filter(([name]) => name !== id));
}

function clampWidth(width: number): number {
  return Math.min(Math.max(width, MIN_WIDTH), MAX_WIDTH);
}
