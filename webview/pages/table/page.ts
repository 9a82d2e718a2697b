import type { RowSummary } from '../../../src/protocol/dataset';
import type { PageSetup, TablePage } from '../../../src/protocol/pages/tablePage';
import type { RequestClient } from '../../kit/host/requestClient';
import { ItemPages } from '../../kit/paging/itemPages';
import { CardController } from './card/cardController';
import { Comparison } from './compare/comparison';
import { FindMarks } from './find/findMarks';
import { TextEditing } from './details/textEditing';
import { DetailsFollower } from './state/detailsFollower';
import { ErrorReport } from '../../kit/errors/errorReport';
import { followHost } from './state/hostEvents';
import type { PageSize } from './layout/pageLayout';
import { HistogramLoader } from './state/histogramLoader';
import { JobActions } from './state/jobActions';
import { Navigation } from './state/navigation';
import { followSelections, takeUpNewSelection } from './state/newSelection';
import { initialModel, savedState, type PageModel } from './state/pageModel';
import { reportReading } from './state/readingReport';
import { Reviewer } from './state/reviewer';
import { RowCopier } from './state/rowCopier';
import { RowDecider } from './state/rowDecider';
import { RowDetails } from './state/rowDetails';
import { PickedRows } from './state/pickedRows';
import { RowFollower } from './state/rowFollower';
import { RowView } from './state/rowView';
import { saveChanges } from '../../kit/store/stateSaver';
import { Store } from '../../kit/store/store';
import { TotalsCounter } from './state/totalsCounter';
import { toggleSort } from './state/viewQuery';
import { CommandRunner } from './state/commandRunner';
import { TableView } from './grid/tableView';

/** Everything a component may need, wired once. */
export interface Page {
  readonly host: RequestClient<TablePage>;
  readonly store: Store<PageModel>;
  readonly view: RowView;
  readonly details: RowDetails;
  readonly navigation: Navigation;
  readonly jobs: JobActions;
  readonly errors: ErrorReport;
  readonly commands: CommandRunner;
  readonly cards: CardController;
  readonly comparison: Comparison;
  readonly find: FindMarks;
  readonly editing: TextEditing;
  readonly reviewer: Reviewer;
  readonly totals: TotalsCounter;
  readonly table: TableView;
}

export function createPage(client: RequestClient<TablePage>, setup: PageSetup, size: PageSize): Page {
  const store = new Store(initialModel(setup, size));
  const errors = new ErrorReport(store, () => {
    client.request('dismissFailure', null).catch(() => undefined); // The host then shows it for longer.
  });
  const details = new RowDetails(client);
  const pages: ItemPages<RowSummary> = new ItemPages({
    fetch: (start, count, signal) => client.request('view/rows', { start, count }, signal),
    onLoaded: () => takeUpRows(table, navigation),
    onFailed: (error) => errors.show(error),
  });
  const scroll = scrollOf(() => table);
  const later = { navigation: () => navigation, onFollowed: () => follower.follow() };
  const rows = new RowFollower({ client, store, pages, scroll, ...later });
  const view = new RowView(client, store, pages, errors, rows, scroll);
  const navigation: Navigation = new Navigation({ client, store, pages, details, view, scroll });
  const cards = new CardController(details, ({ title, summary, notes }) =>
    store.set({ announcement: [title, summary, ...notes].join('. ') }),
  );
  cards.onShown(reportReading({ store, client, navigation }));
  const comparison = new Comparison(store, details, errors);
  const find = new FindMarks(store, navigation);
  const decider = new RowDecider(client, store, pages);
  const reviewer = new Reviewer({ client, store, navigation, scroll, onError: (error) => errors.show(error) });
  const copier = new RowCopier(client, store);
  const commands = new CommandRunner({ store, navigation, comparison, decider, reviewer, copier, find, errors });
  const table: TableView = new TableView(store, pages, cards, {
    sort: (column) => void view.setQuery(toggleSort(store.value.query, column)),
    moveTo: (viewIndex, marking) => navigation.moveTo(viewIndex, marking),
    moveBy: (movement, screenRows, marking) => navigation.moveBy(movement, screenRows, marking),
    run: (command) => commands.run(command),
    jumpTo: (rowIndex) => commands.guard(navigation.jumpTo(rowIndex)),
    toggleGroup: (group) => void view.toggleGroup(group),
  });
  const histograms = new HistogramLoader(client, store, errors);
  const editing = new TextEditing(client, store);
  rows.add(comparison, editing, new PickedRows(store, view));
  const follower: DetailsFollower = new DetailsFollower(store, details, errors);
  followHost({ client, store, view, details, follower, rows, histograms, navigation, commands, errors, table });
  takeUpNewSelection(store);
  followSelections(store, view);
  saveChanges(store, savedState, (state) => client.request('saveState', { state }));
  return {
    host: client,
    store,
    view,
    details,
    navigation,
    jobs: new JobActions(client, store, errors),
    errors,
    commands,
    cards,
    comparison,
    find,
    editing,
    reviewer,
    totals: new TotalsCounter(client, store, errors),
    table,
  };
}

function takeUpRows(table: TableView, navigation: Navigation): void {
  table.schedule();
  navigation.settleCurrent();
}

/** Where the table stands, and where it is to. @param table there once it is asked */
function scrollOf(table: () => TableView) {
  return {
    get: () => table().topRow,
    set: (topRow: number) => table().scrollTo(topRow),
    isInSight: (viewIndex: number) => table().isInSight(viewIndex),
  };
}

/** Shows the rows, at once where the last visit ended. */
export async function openPage({ store, view, table }: Page, setup: PageSetup): Promise<void> {
  const rowIndex = setup.state?.currentRowIndex ?? null;
  // The file may have become shorter since.
  const isThere = rowIndex !== null && rowIndex < store.value.info.rowCount;
  const { query } = store.value;
  const topRow = setup.state?.topRow;
  await view.setQuery(query, isThere ? rowIndex : null);
  const isAsLeft = isThere && query === setup.state?.query && store.value.current?.rowIndex === rowIndex;
  if (topRow !== undefined && isAsLeft) table.scrollTo(topRow);
}
