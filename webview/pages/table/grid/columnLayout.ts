import * as l10n from '@vscode/l10n';
import { shownSelection, type DatasetInfo } from '../../../../src/protocol/dataset';
import { hasGroups } from '../../../../src/protocol/nearDuplicates';
import type { SortColumn, ViewQuery } from '../../../../src/protocol/views';
import type { PoolSignal } from '../../../../src/protocol/poolSignals';
import { COLUMN_SIGNALS, columnOf, signalDescriptor, type ColumnSignalId } from '../../../../src/protocol/signals';
import { formatCount } from '../../../../src/wording/numbers';
import { addedSignalText, signalName, SIGNAL_TEXTS } from '../../../../src/wording/signalTexts';

export interface Column {
  readonly id: SortColumn;
  readonly label: string;
  /** What a header's tooltip says about the column. */
  readonly description: string;
  readonly width: number;
  /** In a table narrower than `ROOMY_WIDTH`. */
  readonly narrowWidth: number;
  readonly align: 'start' | 'end';
  /** Left out where the table is narrower than this, unless asked for; the details pane shows the same. */
  readonly hiddenBelow: number;
  /** Share of the width that the others leave; 0 = none, the column keeps its own. */
  readonly grow: number;
  /** What has to be there for the column to say anything. */
  readonly needs: Need | null;
}

/** What a dataset may have or not. */
export type Need = 'rowNumbers' | 'decisions' | 'status' | 'scores' | 'nearDuplicates' | 'groups' | 'manyTurns';

const ROOMY_WIDTH = 1000;
/** From so many turns a row on, on the average, they are what rank goes by: evol is a sum over them. */
const MANY_TURNS = 1.5;
/** Where the column of turns then stays: as long as the scores do. */
const MANY_TURNS_HIDDEN_BELOW = 560;

/** Pixels of a signal's column, and the width of the table from which on it is shown. */
interface SignalWidths {
  readonly width: number;
  readonly narrowWidth: number;
  readonly hiddenBelow: number;
}

/** What signals get that say nothing else: shown only when asked for. */
const SIGNAL_WIDTHS: SignalWidths = { width: 92, narrowWidth: 72, hiddenBelow: Infinity };
const WIDTHS: Readonly<Partial<Record<ColumnSignalId, SignalWidths>>> = {
  evolScore: { width: 88, narrowWidth: 72, hiddenBelow: 340 },
  complexityScore: { width: 98, narrowWidth: 88, hiddenBelow: 560 },
  qualityScore: { width: 92, narrowWidth: 72, hiddenBelow: 560 },
  turns: { width: 60, narrowWidth: 56, hiddenBelow: 720 },
};

/** In their order as long as nobody has moved one. */
export const COLUMNS: readonly Column[] = [
  column('line', l10n.t('Line'), l10n.t('Line in the file'), { width: 60, narrowWidth: 50, align: 'end' }),
  column('rowNumber', l10n.t('Row'), l10n.t('Number of the row in the dataset'), {
    width: 60,
    narrowWidth: 50,
    align: 'end',
    needs: 'rowNumbers',
    hiddenBelow: 720,
  }),
  column('decision', l10n.t('By hand'), l10n.t('What is decided by hand: kept, dropped, notes, tags'), {
    width: 72,
    narrowWidth: 60,
    needs: 'decisions',
  }),
  column('status', l10n.t('Status'), l10n.t('Status and rank in the selection'), {
    width: 76,
    narrowWidth: 60,
    needs: 'status',
  }),
  ...signalColumns((id) => signalDescriptor(id).origin !== 'computed'),
  column('instruction', l10n.t('Instruction'), l10n.t('First instruction'), { width: 160, narrowWidth: 100, grow: 3 }),
  column('response', l10n.t('Response'), l10n.t('First response'), {
    width: 120,
    narrowWidth: 90,
    grow: 2,
    hiddenBelow: 1000,
  }),
  ...signalColumns((id) => signalDescriptor(id).origin === 'computed'),
  column('nearDuplicate', l10n.t('Near-dup. of'), l10n.t('The selected row it duplicates, with cosine similarity'), {
    width: 138,
    narrowWidth: 116,
    align: 'end',
    hiddenBelow: 880,
    needs: 'nearDuplicates',
  }),
  column('group', l10n.t('Group'), l10n.t('Group of near-duplicates that the row is in, and how many rows it has'), {
    width: 116,
    narrowWidth: 96,
    hiddenBelow: 560,
    needs: 'groups',
  }),
];

const MIN_WIDTH = 44;
const MAX_WIDTH = 1200;
const DIGIT_WIDTH = 9;
const CELL_PADDING = 14;
/** The icon before a rank, with its margin. */
const STATUS_ICON_WIDTH = 20;
/** At both ends of a row. */
const ROW_PADDING = 6;

/** Pixels by column, as far as chosen by the user. */
export type ColumnWidths = Readonly<Record<string, number>>;

/** Which columns a user wants, as far as they have said so. */
export interface ColumnChoice {
  /** From first to last; columns that are not named keep their place after the one before them. */
  readonly order: readonly string[];
  /** By column; absent = decided by what there is to show, and where. */
  readonly visible: Readonly<Record<string, boolean>>;
}

/** Kept by what they say: the table draws again what is another object. */
const addedBefore = new Map<string, Column>();

/** The columns of the signals that were added to a dataset. */
export function addedColumns({ signals = [] }: Pick<DatasetInfo, 'signals'>): readonly Column[] {
  return signals.map((signal) => {
    const key = JSON.stringify(signal);
    const known = addedBefore.get(key) ?? addedColumn(signal);
    addedBefore.set(key, known);
    return known;
  });
}

function addedColumn(signal: PoolSignal): Column {
  const widths = signal.kind === 'number' ? ADDED_WIDTHS.number : ADDED_WIDTHS.text;
  const align = signal.kind === 'number' ? 'end' : 'start';
  return column(columnOf(signal.name), signalName(signal.name), addedSignalText(signal), { ...widths, align });
}

const ADDED_WIDTHS = { number: { width: 98, narrowWidth: 84 }, text: { width: 120, narrowWidth: 90 } } as const;

export const NOTHING_CHOSEN: ColumnChoice = { order: [], visible: {} };

/** What decides which columns are of use. */
export interface ColumnFacts {
  readonly needs: ReadonlySet<Need>;
  /** The table's, in pixels. */
  readonly width: number;
  readonly query: ViewQuery;
  /** Of added signals; absent = there are none. */
  readonly added?: readonly Column[];
}

function signalColumns(isWanted: (id: ColumnSignalId) => boolean): Column[] {
  return COLUMN_SIGNALS.filter(isWanted).map((id) => {
    const { label, description } = SIGNAL_TEXTS[id];
    const needs = signalDescriptor(id).origin === 'computed' ? null : 'scores';
    return column(id, label, description, { ...(WIDTHS[id] ?? SIGNAL_WIDTHS), align: 'end', needs });
  });
}

function column(
  id: SortColumn,
  label: string,
  description: string,
  { align = 'start', hiddenBelow = 0, grow = 0, needs = null, ...widths }: Partial<Column> & SignalLike,
): Column {
  return { id, label, description, align, hiddenBelow, grow, needs, ...widths };
}

type SignalLike = Pick<Column, 'width' | 'narrowWidth'>;

/** What there is to show of a dataset. */
export function needsOf(info: DatasetInfo): ReadonlySet<Need> {
  const { scored, problemCount, decisions, rowsHaveOwnNumbers, reading, rowCount } = info;
  const selection = shownSelection(info);
  const needs = new Set<Need>();
  if (rowsHaveOwnNumbers === true) needs.add('rowNumbers');
  if (decisions !== undefined) needs.add('decisions');
  if (scored) needs.add('scores');
  if (reading !== undefined && reading.turns >= MANY_TURNS * (rowCount - problemCount)) needs.add('manyTurns');
  if (selection !== null || problemCount > 0) needs.add('status');
  if (selection !== null && selection.counts.nearDuplicate > 0) needs.add('nearDuplicates');
  if (hasGroups(info)) needs.add('groups');
  return needs;
}

/** The columns to show, in their order. */
export function visibleColumns(
  choice: ColumnChoice,
  { needs, width, query, added = [] }: ColumnFacts,
): readonly Column[] {
  return orderedColumns(choice, added).filter(({ id, needs: need, hiddenBelow }) => {
    if (id === 'instruction' || isAskedFor(id, query)) return true;
    const least = id === 'turns' && needs.has('manyTurns') ? MANY_TURNS_HIDDEN_BELOW : hiddenBelow;
    return choice.visible[id] ?? ((need === null || needs.has(need)) && width >= least);
  });
}

/**
 * An order that nothing tells of looks random; who looks at near-duplicates wants to know of what, and who looks at a
 * group gets out of it where they got in.
 */
function isAskedFor(id: SortColumn, { sort, statuses, rowSet }: ViewQuery): boolean {
  if (id === sort?.column) return true;
  if (id === 'nearDuplicate') return statuses?.includes('nearDuplicate') === true;
  return id === 'group' && rowSet !== undefined && 'group' in rowSet;
}

/** All columns in the order that was chosen; those of added signals stand before the texts. */
export function orderedColumns({ order }: ColumnChoice, added: readonly Column[] = []): readonly Column[] {
  const texts = COLUMNS.findIndex(({ id }) => id === 'instruction');
  const columns = [...COLUMNS.slice(0, texts), ...added, ...COLUMNS.slice(texts)];
  order.forEach((id, place) => {
    const from = columns.findIndex((each) => each.id === id);
    if (from >= 0) columns.splice(place, 0, ...columns.splice(from, 1));
  });
  return columns;
}

/** The choice after a column has been put before another one, or behind all (`before` null); before itself: as it was. */
export function moveColumn(
  choice: ColumnChoice,
  id: SortColumn,
  before: SortColumn | null,
  added: readonly Column[] = [],
): ColumnChoice {
  if (before === id) return choice;
  const others = orderedColumns(choice, added)
    .map((each) => each.id)
    .filter((each) => each !== id);
  const place = before === null ? others.length : others.indexOf(before);
  return { ...choice, order: [...others.slice(0, place), id, ...others.slice(place)] };
}

/** What to show shares with the room that there is: ranks and line numbers always fit. */
export interface WidthFacts {
  readonly width: number;
  readonly rowCount: number;
  readonly selectedCount: number;
  /** Of added signals; absent = there are none. */
  readonly added?: readonly Column[];
}

/** Width of every column: what the user chose, else what suits the table. Of a column that grows, the least. */
export function columnWidths(
  chosen: ColumnWidths,
  { width, rowCount, selectedCount, added = [] }: WidthFacts,
): ColumnWidths {
  const fitting: Readonly<Partial<Record<SortColumn, number>>> = {
    line: digitsWidth(rowCount),
    rowNumber: digitsWidth(rowCount),
    status: digitsWidth(selectedCount) + STATUS_ICON_WIDTH,
  };
  const widths = [...COLUMNS, ...added].map((each) => {
    const suiting = Math.max(width < ROOMY_WIDTH ? each.narrowWidth : each.width, fitting[each.id] ?? 0);
    return [each.id, chosenWidth(chosen, each.id) ?? suiting] as const;
  });
  return Object.fromEntries(widths);
}

function digitsWidth(count: number): number {
  return formatCount(count).length * DIGIT_WIDTH + CELL_PADDING;
}

/** What kept state holds may be anything. */
function chosenWidth(chosen: ColumnWidths, id: SortColumn): number | undefined {
  const wanted = chosen[id];
  return wanted !== undefined && Number.isFinite(wanted) ? clampWidth(wanted) : undefined;
}

/** Narrowest that these columns can be; a narrower table scrolls sideways. */
export function leastWidth(columns: readonly Column[], widths: ColumnWidths): number {
  return columns.reduce((sum, { id }) => sum + Math.round(widths[id] ?? 0), 2 * ROW_PADDING);
}

/** Value of `grid-template-columns` for header and rows: who has been given a width by hand does not grow. */
export function gridTemplate(columns: readonly Column[], widths: ColumnWidths, chosen: ColumnWidths): string {
  return columns
    .map(({ id, grow }) => {
      const width = `${Math.round(widths[id] ?? 0)}px`;
      return grow > 0 && chosenWidth(chosen, id) === undefined ? `minmax(${width}, ${grow}fr)` : width;
    })
    .join(' ');
}

/**
 * What the user has chosen after dragging the right edge of a column by `delta` pixels.
 * @param shown the width in pixels that the column has on screen; one chosen since counts instead
 */
export function resizeColumn(chosen: ColumnWidths, id: SortColumn, shown: number, delta: number): ColumnWidths {
  return { ...chosen, [id]: clampWidth((chosenWidth(chosen, id) ?? shown) + delta) };
}

/** Widths with one column back at its default. */
export function resetColumn(chosen: ColumnWidths, id: SortColumn): ColumnWidths {
  return Object.fromEntries(Object.entries(chosen).filter(([name]) => name !== id));
}

function clampWidth(width: number): number {
  return Math.min(Math.max(width, MIN_WIDTH), MAX_WIDTH);
}
