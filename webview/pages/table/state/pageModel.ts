import type { DatasetInfo, Histogram, JobProgress, RowDetail, ViewQuery } from '../../../../src/protocol/dataset';
import type { WireError } from '../../../../src/protocol/requests';
import type { PageSettings, PageSetup, PageState } from '../../../../src/protocol/pages/tablePage';
import type { ColumnWidths } from '../grid/columnLayout';
import { initialFields, type RunFields } from './runFields';

/** Where the keyboard's row is. `rowIndex` is null while that row has not arrived yet. */
export interface CurrentRow {
  readonly viewIndex: number;
  readonly rowIndex: number | null;
}

/** The table's rows: order and filter as the host has applied them. */
export interface ViewState {
  readonly rowCount: number;
  /** A sort or filter is under way. */
  readonly busy: boolean;
  /** A text filter has shown its first hits and still looks for more. */
  readonly searching: boolean;
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
  readonly query: ViewQuery;
  readonly view: ViewState;
  readonly current: CurrentRow | null;
  readonly detail: RowDetail | null;
  readonly detailsOpen: boolean;
  readonly detailsShare: number;
  readonly histogramsOpen: boolean;
  readonly histograms: readonly Histogram[];
  readonly columnWidths: ColumnWidths;
}

const DEFAULT_DETAILS_SHARE = 0.34;

export function initialModel(setup: PageSetup, wide: boolean): PageModel {
  const { info, settings, job, state } = setup;
  return {
    info,
    settings,
    fields: initialFields(settings, info.selection),
    job,
    error: setup.failure,
    announcement: '',
    query: state?.query ?? {},
    view: { rowCount: 0, busy: true, searching: false, revision: 0 },
    current: null,
    detail: null,
    detailsOpen: state?.detailsOpen ?? wide,
    detailsShare: state?.detailsShare ?? DEFAULT_DETAILS_SHARE,
    histogramsOpen: state?.histograms ?? true,
    histograms: [],
    columnWidths: state?.columnWidths ?? {},
  };
}

/** What the host keeps for this file. */
export function savedState(model: PageModel): PageState {
  return {
    query: model.query,
    columnWidths: model.columnWidths,
    detailsShare: model.detailsShare,
    detailsOpen: model.detailsOpen,
    currentRowIndex: model.current?.rowIndex ?? null,
    histograms: model.histogramsOpen,
  };
}
