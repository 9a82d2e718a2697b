import type { TablePage } from '../../../../src/protocol/pages/tablePage';
import type { RequestClient } from '../../../kit/host/requestClient';
import type { TableView } from '../grid/tableView';
import type { CommandRunner } from './commandRunner';
import type { DetailsFollower } from './detailsFollower';
import type { ErrorReport } from '../../../kit/errors/errorReport';
import type { HistogramLoader } from './histogramLoader';
import type { Navigation } from './navigation';
import type { PageModel } from './pageModel';
import type { RowDetails } from './rowDetails';
import type { RowFollower } from './rowFollower';
import type { RowView } from './rowView';
import { initialFields } from '../../../../src/protocol/pages/runFields';
import type { Store } from '../../../kit/store/store';
import { isFiltered, withoutSort, withRowSet, withColumnsOf } from './viewQuery';

interface HostFollowers {
  readonly client: RequestClient<TablePage>;
  readonly store: Store<PageModel>;
  readonly view: RowView;
  readonly details: RowDetails;
  readonly follower: DetailsFollower;
  readonly rows: RowFollower;
  readonly histograms: HistogramLoader;
  readonly navigation: Navigation;
  readonly commands: CommandRunner;
  readonly errors: ErrorReport;
  readonly table: TableView;
}

const REPORT_CURRENT_ROW_MS = 100;

/** Connects what the host says to those it concerns, and tells the host which row is the current one. */
export function followHost(parts: HostFollowers): void {
  const { client, store, commands, navigation, table } = parts;
  client.on('infoChanged', (info) => {
    store.set({ info });
    parts.rows.hold();
    parts.details.clear();
    // Of rows that are still to be found in another file, the details that are shown are the right ones.
    if (!parts.rows.isBehind) parts.follower.follow();
    const query = withColumnsOf(store.value.query, info);
    if (query === store.value.query) parts.view.scheduleRefresh();
    else void parts.view.setQuery(query);
  });
  client.on('jobChanged', (job) => {
    const begins = job !== null && store.value.job === null;
    store.set(begins ? { job, error: null } : { job });
  });
  client.on('jobFailed', (error) => store.set({ error: error.code === 'cancelled' ? null : error, job: null }));
  client.on('settingsChanged', (settings) => {
    const { settings: before, fields: typed } = store.value;
    const set = initialFields(settings, null);
    const fields = {
      budget: settings.budget === before.budget ? typed.budget : set.budget,
      threshold: settings.threshold === before.threshold ? typed.threshold : set.threshold,
    };
    store.set({ settings, fields });
  });
  client.on('thresholdChosen', ({ threshold }) => {
    store.set({ fields: { ...store.value.fields, threshold: String(threshold) } });
  });
  client.on('reveal', ({ rowIndex }) => {
    commands.guard(navigation.jumpTo(rowIndex));
    table.focus();
  });
  client.on('follow', ({ rowIndex }) => commands.guard(navigation.follow(rowIndex)));
  client.on('filterRows', (rowSet) => {
    void parts.view.setQuery(withRowSet(store.value.query, rowSet));
    table.focus();
  });
  client.on('runCommand', ({ command }) => commands.run(command, 'workbench'));
  store.subscribe((model, previous) => {
    if (resultsOf(model) !== resultsOf(previous) || (model.info !== previous.info && lacksSimilarities(model))) {
      void parts.histograms.load();
    }
  });
  followFilter(store, parts.histograms);
  reportCurrentRow(store, client);
  reportFields(store, client);
}

/** Counts again once the table has the rows of another filter. */
function followFilter(store: Store<PageModel>, histograms: HistogramLoader): void {
  let counted = '';
  store.subscribe(({ view, query }) => {
    if (view.busy || view.searching) return;
    const shown = isFiltered(query) ? JSON.stringify([withoutSort(query), view.rowCount]) : '';
    if (shown === counted) return;
    counted = shown;
    void histograms.load();
  });
}

/** Of which results histograms are: while a job scores rows they wait for its end. */
function resultsOf({ info: { scored, rowsScored, selection, former, signals = [] }, job }: PageModel): string {
  const soFar = job === null ? rowsScored : undefined;
  const isCounted = scored && (job === null || rowsScored === undefined);
  return JSON.stringify([isCounted, soFar, selection?.finishedAt, former?.change, signals]);
}

/** The engine computes them once they are asked for, and says when there are more. */
function lacksSimilarities({ info, histograms }: PageModel): boolean {
  const known = histograms.some(({ signal, incomplete }) => signal === 'similarity' && incomplete !== true);
  return info.selection !== null && !known;
}

/** Tells at once, also of what the fields begin with: the palette, keys and the status bar run with what is seen here. */
function reportFields(store: Store<PageModel>, client: RequestClient<TablePage>): void {
  const report = ({ fields }: PageModel): void => void client.request('fieldsTyped', { fields }).catch(() => undefined);
  report(store.value);
  store.subscribe((model, previous) => {
    if (model.fields !== previous.fields) report(model);
  });
}

/** Tells at once, since a menu may be used the next moment; of rows run through fast, some and the last. */
function reportCurrentRow(store: Store<PageModel>, client: RequestClient<TablePage>): void {
  let timer: number | undefined;
  let reported: number | null = null;
  const report = (): void => {
    const rowIndex = store.value.current?.rowIndex ?? null;
    timer = undefined;
    if (rowIndex === reported) return;
    reported = rowIndex;
    timer = window.setTimeout(report, REPORT_CURRENT_ROW_MS);
    // Only menus depend on it; the next move reports again.
    client.request('currentRow', { rowIndex }).catch(() => undefined);
  };
  store.subscribe(() => {
    if (timer === undefined) report();
  });
}
