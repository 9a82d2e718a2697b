import { shownSelection, type DatasetInfo, type RowDetail } from '../../../../src/protocol/dataset';
import type { FoundIn } from '../../../../src/protocol/findScope';
import type { Histogram, SortColumn, ViewQuery } from '../../../../src/protocol/views';
import type { JobProgress } from '../../../../src/protocol/jobProgress';
import type { PoolSignal } from '../../../../src/protocol/poolSignals';
import type { WireError } from '../../../../src/protocol/requests';
import type { PageSettings, PageSetup, PageState } from '../../../../src/protocol/pages/tablePage';
import { NOTHING_CHOSEN, type ColumnChoice, type ColumnWidths } from '../grid/columnLayout';
import { NONE_MARKED, type MarkedRows } from '../grid/markedRows';
import { rowLinesFrom, type RowLines } from '../grid/rowHeight';
import { NO_COMPARISON, type ComparisonState } from '../compare/comparison';
import type { EditedMessage } from '../details/textEditing';
import { layoutPage, type PageLayout, type PageSize } from '../layout/pageLayout';
import { errorText } from '../../../../src/wording/errorText';
import { staleSelectionText } from '../../../../src/wording/staleText';
import type { Remark } from './remark';
import type { ReviewState } from './reviewer';
import type { TotalsState } from './totalsCounter';
import { withColumnsOf, withoutPickedRows } from './viewQuery';
import { languageNote } from '../../../../src/wording/languageText';
import { initialFields, type RunFields } from '../../../../src/protocol/pages/runFields';

/** Where the keyboard's row is. `rowIndex` is null while that row has not arrived yet. */
export interface CurrentRow {
  readonly viewIndex: number;
  readonly rowIndex: number | null;
}

/** The table's rows: order and filter as the host has applied them. */
export interface ViewState {
  readonly rowCount: number;
  /** Which row stands where. */
  readonly order: string;
  /** A sort or filter is under way. */
  readonly busy: boolean;
  /** A text filter has shown its first hits and still looks for more. */
  readonly searching: boolean;
  /** Where in the rows a text filter has found its text; null = it looks in one part alone, or there is none. */
  readonly foundIn: FoundIn | null;
  /** Goes up with every new order or filter, not with mere growth. */
  readonly revision: number;
}

/** Everything that is on screen, apart from the table's rows. */
export interface PageModel {
  readonly info: DatasetInfo;
  readonly settings: PageSettings;
  /** Budget and threshold as typed in the toolbar. */
  readonly fields: RunFields;
  readonly job: JobProgress | null;
  readonly error: WireError | null;
  /** Last thing worth announcing to a screen reader. */
  readonly announcement: string;
  /** What is shown for a while of what was announced; null = nothing is. */
  readonly remark: Remark | null;
  readonly query: ViewQuery;
  readonly view: ViewState;
  readonly current: CurrentRow | null;
  readonly marked: MarkedRows;
  readonly detail: RowDetail | null;
  readonly comparison: ComparisonState;
  /** Messages that are being edited, of whatever rows. */
  readonly editing: readonly EditedMessage[];
  /** Messages in the details as what they mean, not as they are written. */
  readonly rendered: boolean;
  /** The details show rows as a model is trained on them. */
  readonly training: boolean;
  /** What is unfolded at the end of the details, of whatever row. */
  readonly unfolded: { readonly fields: boolean; readonly raw: boolean };
  readonly totals: TotalsState;
  readonly detailsOpen: boolean;
  readonly detailsShare: number;
  readonly histogramsOpen: boolean;
  readonly histograms: readonly Histogram[];
  readonly columnWidths: ColumnWidths;
  readonly columns: ColumnChoice;
  /** The column whose menu is open; null = none is. */
  readonly columnMenu: SortColumn | null;
  readonly rowLines: RowLines;
  /** When the selection was made whose rows have been shown by rank; null = there was none. */
  readonly seenSelection: string | null;
  /** Where the table stands still; null = not known. */
  readonly standing: Standing | null;
  /** Of the page, in pixels. */
  readonly size: PageSize;
  /** Details were asked for in a page that has no room for them beside the table. */
  readonly detailsOver: boolean;
  /** Rows are shown one by one to be decided about, in place of the table; null = they are not. */
  readonly review: ReviewState | null;
}

interface Standing {
  /** The first row in sight, with the part of it that is out of sight. */
  readonly topRow: number;
  /** The current row then, by its index in the dataset; null = none. */
  readonly rowIndex: number | null;
}

const DEFAULT_DETAILS_SHARE = 0.34;
/** From this width on the details pane is open at first. */
const WIDE_EDITOR_PX = 900;

export function initialModel(setup: PageSetup, size: PageSize): PageModel {
  const { info, settings, job, state } = setup;
  return {
    info,
    settings,
    fields: setup.fields ?? initialFields(settings, shownSelection(info)),
    job,
    error: setup.failure,
    announcement: '',
    remark: null,
    query: withColumnsOf(keptQuery(state, info), info),
    view: { rowCount: 0, order: '', busy: true, searching: false, foundIn: null, revision: 0 },
    current: null,
    marked: NONE_MARKED,
    detail: null,
    rendered: state?.rendered ?? true,
    training: state?.training ?? false,
    unfolded: { fields: false, raw: false },
    totals: null,
    editing: [],
    comparison: { ...NO_COMPARISON, isOn: state?.comparing ?? false },
    detailsOpen: state?.detailsOpen ?? size.width >= WIDE_EDITOR_PX,
    detailsShare: state?.detailsShare ?? DEFAULT_DETAILS_SHARE,
    histogramsOpen: state?.histograms ?? true,
    histograms: [],
    columnWidths: state?.columnWidths ?? {},
    columns: state?.columns ?? NOTHING_CHOSEN,
    columnMenu: null,
    rowLines: rowLinesFrom(state?.rowLines),
    // Of a state that says nothing of it, nobody knows: the order stays as it was left.
    seenSelection: state?.seenSelection === undefined ? finishedAt(info) : state.seenSelection,
    standing: null,
    size,
    detailsOver: false,
    review: null,
  };
}

/** Picked rows are known by their indexes, which are other rows in a file that holds something else by now. */
function keptQuery(state: PageState | null, info: DatasetInfo): ViewQuery {
  if (state === null) return {};
  return state.contents === info.contents ? state.query : withoutPickedRows(state.query);
}

/** What the host keeps for this file. */
export function savedState(model: PageModel): PageState {
  return {
    query: model.query,
    contents: model.info.contents,
    columnWidths: model.columnWidths,
    detailsShare: model.detailsShare,
    detailsOpen: model.detailsOpen,
    currentRowIndex: model.current?.rowIndex ?? null,
    histograms: model.histogramsOpen,
    columns: model.columns,
    rowLines: model.rowLines,
    seenSelection: model.seenSelection,
    ...topRowOf(model),
    comparing: model.comparison.isOn,
    rendered: model.rendered,
    training: model.training,
  };
}

/** A place from before the current row was gone to would hide that row. */
function topRowOf({ standing, current }: PageModel): Pick<PageState, 'topRow'> {
  return standing !== null && standing.rowIndex === (current?.rowIndex ?? null) ? { topRow: standing.topRow } : {};
}

/** When the selection was made; null = there is none. */
export function finishedAt({ selection }: DatasetInfo): string | null {
  return selection?.finishedAt ?? null;
}

/** What keeps settings from taking effect, but for what the error says already. */
export function noticesOf({ settings, error }: Pick<PageModel, 'settings' | 'error'>): readonly string[] {
  return error === null ? settings.notices : settings.notices.filter((notice) => notice !== errorText(error));
}

/** What has room in the page as it is now. */
export function layoutOf(model: PageModel): PageLayout {
  const { size, error } = model;
  const messages = [...noticesOf(model), ...(error === null ? [] : [errorText(error)])];
  return layoutPage({
    size,
    details: model.detailsOpen || model.detailsOver,
    detailsOver: model.detailsOver,
    alone: model.review !== null,
    detailsShare: model.detailsShare,
    histograms: showsDistributions(model),
    messages: messages.reduce((lines, text) => lines + linesOf(text, size.width), 0),
    hints: hintsOf(model).length,
  });
}

/** Added signals whose values are no numbers, and that have any. */
export function categoriesOf({ signals = [] }: Pick<DatasetInfo, 'signals'>): readonly PoolSignal[] {
  return signals.filter(({ mostFrequent = [] }) => mostFrequent.length > 0);
}

/** Whether there is a strip of distributions, and it is open. */
export function showsDistributions({ histogramsOpen, histograms, info }: PageModel): boolean {
  return histogramsOpen && (histograms.length > 0 || categoriesOf(info).length > 0);
}

/** Lines that a page of little height does without. */
export type Hint = 'summary' | 'stale' | 'fileChanged' | 'partlyScored' | 'carriedScores' | 'nextStep' | 'language';

export function hintsOf(model: PageModel): readonly Hint[] {
  const { info } = model;
  if (info.selection === null) return withoutSelection(model);
  return [
    'summary',
    ...(staleTextOf(model) === null ? [] : ['stale' as const]),
    ...(languageOf(info) === null ? [] : ['language' as const]),
  ];
}

function withoutSelection(model: PageModel): readonly Hint[] {
  const { info, job, view } = model;
  if (info.rowCount === 0 || job !== null || view.rowCount === 0) return [];
  if (info.former !== undefined) return ['fileChanged'];
  if (info.rowsScored !== undefined) return ['partlyScored'];
  return [leavesScoresUnused(model) ? 'carriedScores' : 'nextStep'];
}

/** Whether rows, as far as they have been read, carry scores that the next run would not go by. */
function leavesScoresUnused({ info, settings }: PageModel): boolean {
  return settings.takesCarriedScores !== true && (info.reading?.rowsWithScores ?? 0) > 0;
}

/** What to say of a result that belongs to other parameters than those that the next run would take. */
export function staleTextOf({ info, job, fields, settings }: PageModel): string | null {
  return job === null ? staleSelectionText(info, fields, settings) : null;
}

/** Said once where most rows are in a language that the scorer does not know. */
export function languageOf({ selection }: DatasetInfo): string | null {
  if (selection === null) return null;
  return languageNote(selection.rowsOutsideLanguage ?? 0, selection.counts.rows);
}

/** About: text in the editor's font, beside an icon and a button. */
function linesOf(text: string, width: number): number {
  return Math.max(1, Math.ceil((text.length * 7) / Math.max(100, width - 80)));
}
