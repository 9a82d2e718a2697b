import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { withBounds, type Bounds } from '../../choices/conditions/bounds';
import type { Subscription } from '../../common/emitter';
import type { BarRows } from '../../protocol/composition';
import type { DatasetInfo } from '../../protocol/dataset';
import type { MovedRows, MovedRowsRequest } from '../../protocol/movedRows';
import type { RowSet, ViewInfo, ViewQuery } from '../../protocol/views';
import type { EngineApi } from '../../protocol/requests';
import type { PageSetup, PageState, TableEngineMethod, TableEvents, TablePage } from '../../protocol/pages/tablePage';
import { toWireError } from '../../protocol/wireError';
import type { DatasetSession } from '../datasets/datasetSession';
import { copyRows } from './copyRows';
import { decideRows, type AskForText } from '../decisions/decideRows';
import type { PageBridge, PageHandlers } from '../pages/pageBridge';
import { showPage } from '../pages/showPage';
import type { RunParameters } from '../runParameters';
import type { PageStates } from '../pages/pageStates';

/** What every table works with. */
export interface TableParts {
  readonly extensionUri: vscode.Uri;
  readonly engine: Pick<EngineApi, 'on'>;
  readonly parameters: Pick<RunParameters, 'choose' | 'forPage' | 'rendering' | 'strategy' | 'type' | 'typed'>;
  readonly states: PageStates<PageState>;
  readonly askForText: AskForText;
  readonly copyText: (text: string) => Thenable<void>;
  /** Lets all tables show what the next runs take. */
  readonly refreshTables: () => Promise<void>;
  /** Makes the scores that rows carry those that selections go by. */
  readonly useCarriedScores: () => Promise<void>;
}

const TABLE_PAGE = { name: 'table', title: () => l10n.t('DEITA dataset') };

let panelCount = 0;

/** One table editor: a page, its view of a dataset, and the row that has its focus. */
export class TablePanel implements vscode.Disposable {
  /** Of the rows that it shows, in the engine. */
  readonly viewId = `table-${++panelCount}`;
  private readonly bridge: PageBridge<TablePage>;
  private readonly subscriptions: Subscription[];
  /** The page has its rows, so that it can find one. */
  private ready = false;
  private rowToReveal: number | null = null;
  private rowsToShow: RowSet | BarRows | null = null;
  private focusedRow: number | null = null;
  /** The row that it went to because the person was there elsewhere. */
  private followedRow: number | null = null;
  /** What the file holds that `focusedRow` is a row of. */
  private contents: string;
  /** It has moved by itself, which is told once it is in front: it may be only on its way there. */
  private movedUntold = false;

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly session: DatasetSession,
    private readonly parts: TableParts,
    private readonly moved: (table: TablePanel) => void,
  ) {
    const { extensionUri, engine } = parts;
    this.contents = session.info.contents;
    // Apart from the text of the same file, whose tab has the same name.
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'view.svg');
    const page = { kind: TABLE_PAGE, file: session.uri, handlers: this.handlers() };
    this.bridge = showPage<TablePage>(panel.webview, extensionUri, page);
    const unsubscribe = engine.on('viewChanged', ({ datasetId, viewId, ...info }) => {
      if (viewId === this.viewId && datasetId === session.info.datasetId) this.bridge.send('viewChanged', info);
    });
    this.subscriptions = [
      session.onDidChangeInfo((info) => {
        this.bridge.send('infoChanged', info);
        this.followFile(info);
      }),
      session.onDidChangeJob((job) => this.bridge.send('jobChanged', job)),
      session.onDidChangeFailure((error) => {
        if (error !== undefined) this.bridge.send('jobFailed', toWireError(error));
      }),
      panel.onDidChangeViewState(() => {
        // A hidden page is thrown away; it says `ready` again when it is next shown.
        if (!panel.visible) this.ready = false;
        this.tellOfMove();
      }),
      { dispose: unsubscribe },
    ];
  }

  get currentRow(): number | null {
    return this.focusedRow;
  }

  /** Whether the page has loaded and asked for its rows. */
  get isReady(): boolean {
    return this.ready;
  }

  get isVisible(): boolean {
    return this.panel.visible;
  }

  run(command: TableEvents['runCommand']['command']): void {
    this.bridge.send('runCommand', { command });
  }

  /** Brings the editor to the front, with a row in sight and focused. */
  reveal(rowIndex: number | null): void {
    // Where it is: without a column it would be moved over the text that is in front beside it.
    this.panel.reveal(this.panel.viewColumn);
    if (rowIndex !== null) this.revealOnceReady(rowIndex);
  }

  /** Puts a row in sight as soon as the page has its rows. */
  revealOnceReady(rowIndex: number): void {
    this.rowToReveal = rowIndex;
    this.sendWaiting();
  }

  /** Shows some rows alone as soon as the page has its rows. */
  filterOnceReady(rows: RowSet | BarRows): void {
    this.rowsToShow = rows;
    this.sendWaiting();
  }

  /** Goes to a row that the person is looking at elsewhere; nowhere where its filter hides the row. */
  follow(rowIndex: number): void {
    if (!this.ready) return;
    this.followedRow = rowIndex;
    this.bridge.send('follow', { rowIndex });
  }

  showThreshold(threshold: number): void {
    this.bridge.send('thresholdChosen', { threshold });
  }

  async refreshSettings(): Promise<void> {
    this.bridge.send('settingsChanged', await this.parts.parameters.forPage(this.session));
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.bridge.dispose();
    // An engine that is down has no view to let go of.
    void this.session.closeView(this.viewId).catch(() => undefined);
  }

  /** Finds the row of a hidden page again where the file has changed; a page that is shown asks by itself. */
  private followFile({ contents }: DatasetInfo): void {
    if (contents === this.contents) return;
    const since = this.contents;
    this.contents = contents;
    const { ready, focusedRow } = this;
    if (ready || focusedRow === null) return;
    void this.findMoved({ since, rowIndexes: [focusedRow], positions: [] })
      .then((moved) => {
        const [now] = moved?.rows ?? [];
        if (now === undefined || moved?.contents !== this.contents || this.focusedRow !== focusedRow) return;
        this.focusedRow = now.rowIndex;
        this.follow(now.rowIndex); // It may have been shown meanwhile.
      })
      .catch(() => undefined); // An engine that is down tells of it when it is asked for rows.
  }

  private async findMoved(request: MovedRowsRequest, signal?: AbortSignal): Promise<MovedRows | null> {
    const options = signal === undefined ? {} : { signal };
    const moved = await this.session.request('view/moved', { ...request, viewId: this.viewId }, options);
    const focused = moved?.rows.find(({ was }) => was === this.focusedRow);
    // It is the file that has moved, not the person.
    if (focused !== undefined) this.followedRow = focused.rowIndex;
    return moved;
  }

  private tellOfMove(): void {
    if (!this.movedUntold || !this.panel.active) return;
    this.movedUntold = false;
    this.moved(this);
  }

  private sendWaiting(): void {
    if (!this.ready) return;
    if (this.rowsToShow !== null) this.bridge.send('filterRows', this.rowsToShow);
    if (this.rowToReveal !== null) this.bridge.send('reveal', { rowIndex: this.rowToReveal });
    this.rowsToShow = null;
    this.rowToReveal = null;
  }

  private handlers(): PageHandlers<TablePage> {
    return { ...this.engineHandlers(), ...this.hostHandlers() };
  }

  private engineHandlers(): Pick<PageHandlers<TablePage>, TableEngineMethod> {
    const { session, viewId } = this;
    return {
      'view/set': ({ query }, signal) => this.setView(query, signal),
      'view/rows': ({ start, count }, signal) => session.request('view/rows', { viewId, start, count }, { signal }),
      'view/locate': ({ rowIndex }, signal) => session.request('view/locate', { viewId, rowIndex }, { signal }),
      'view/reviewPlace': ({ from }, signal) => session.request('view/reviewPlace', { viewId, from }, { signal }),
      'view/moved': (request, signal) => this.findMoved(request, signal),
      'row/detail': ({ rowIndex }, signal) => session.request('row/detail', { rowIndex }, { signal }),
      'row/reasons': ({ rowIndex }, signal) => session.request('row/reasons', { rowIndex }, { signal }),
      'row/source': ({ rowIndex }, signal) => session.request('row/source', { rowIndex }, { signal }),
      'row/texts': ({ rowIndex }, signal) => session.request('row/texts', { rowIndex }, { signal }),
      'row/byLines': ({ firstLine, lastLine }, signal) =>
        session.request('row/byLines', { firstLine, lastLine }, { signal }),
      'row/adjacentSelected': ({ rowIndex, step }, signal) =>
        session.request('row/adjacentSelected', { rowIndex, step, viewId }, { signal }),
      'dataset/histograms': ({ bins }, signal) => session.request('dataset/histograms', { bins, viewId }, { signal }),
    };
  }

  private hostHandlers(): Omit<PageHandlers<TablePage>, TableEngineMethod> {
    const { session } = this;
    return {
      ready: () => this.setUp(),
      trainingRow: async ({ rowIndex }, signal) => {
        const rendering = this.parts.parameters.rendering(session);
        return rendering && session.request('row/training', { ...rendering, rowIndex }, { signal });
      },
      trainingTotals: async (_, signal) => {
        const rendering = this.parts.parameters.rendering(session);
        return rendering && session.request('dataset/trainingTotals', rendering, { signal });
      },
      dismissFailure: () => {
        session.dismissFailure();
        return null;
      },
      currentRow: ({ rowIndex }) => {
        this.focusedRow = rowIndex;
        this.movedUntold = rowIndex !== this.followedRow;
        this.followedRow = null;
        this.tellOfMove();
        if (rowIndex !== null) session.focusRow(rowIndex);
        return null;
      },
      rowRead: () => {
        session.reach('rowRead');
        return null;
      },
      fieldsTyped: async ({ fields }) => {
        await this.parts.parameters.type(session, fields);
        return null;
      },
      decide: (decision) => decideRows(session, this.viewId, decision, this.parts.askForText),
      copyRows: (rows) => copyRows(session, this.viewId, rows, this.parts.copyText),
      copyText: async ({ text }) => {
        await this.parts.copyText(text);
        return null;
      },
      editTexts: (edit) => session.request('decisions/edit', edit),
      selectOnly: ({ signal, bounds }) => this.selectOnly(signal, bounds),
      useCarriedScores: async () => {
        await this.parts.useCarriedScores();
        return null;
      },
      changeDecision: ({ change }) => session.request(`decisions/${change}`, {}),
      saveState: async ({ state }) => {
        await this.parts.states.set(session.uri, state);
        return null;
      },
    };
  }

  private async selectOnly(signal: string, bounds: Bounds): Promise<{ readonly where: string }> {
    const { parameters } = this.parts;
    const choice = parameters.strategy(this.session);
    const where = withBounds(choice.where, signal, bounds);
    parameters.choose(this.session, { ...choice, where });
    await this.parts.refreshTables();
    return { where };
  }

  private async setView(query: ViewQuery, signal: AbortSignal): Promise<ViewInfo> {
    const info = await this.session.setView(this.viewId, query, { signal });
    this.ready = true;
    // After the answer: a row that waits to be shown is looked for in this view.
    setTimeout(() => this.sendWaiting(), 0);
    return info;
  }

  /** A row that waits to be shown goes before the one where the last visit ended. */
  private initialState(): PageState | null {
    const state = this.parts.states.get(this.session.uri);
    // A page hidden right after a move had no time to have its state kept.
    const row = this.rowToReveal ?? this.focusedRow;
    if (state === null || row === null || row === state.currentRowIndex) return state;
    return withoutPlace({ ...state, currentRowIndex: row });
  }

  private async setUp(): Promise<PageSetup> {
    this.ready = false;
    const settings = await this.parts.parameters.forPage(this.session);
    const { info, job, failure } = this.session;
    return {
      info,
      settings,
      fields: this.parts.parameters.typed(this.session),
      state: this.initialState(),
      job,
      failure: failure === undefined ? null : toWireError(failure),
    };
  }
}

/** The rows that were in sight may be far from the one to be shown. */
function withoutPlace(state: PageState): PageState {
  const kept = { ...state };
  Reflect.deleteProperty(kept, 'topRow');
  return kept;
}
