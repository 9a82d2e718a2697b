import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { withBounds, type Bounds } from '../../choices/conditions/bounds';
import type { Subscription } from '../../common/emitter';
import type { BarRows } from '../../protocol/composition';
import type { MovedRows, MovedRowsRequest } from '../../protocol/movedRows';
import type { RowSet, ViewInfo, ViewQuery } from '../../protocol/views';
import type { EngineApi } from '../../protocol/requests';
import type { PageSetup, PageState, TableEngineMethod, TableEvents, TablePage } from '../../protocol/pages/tablePage';
import { toWireError } from '../../protocol/wireError';
import type { DatasetSession } from '../datasets/datasetSession';
import { copyRows } from './copyRows';
import { engineHandlers } from './engineHandlers';
import { FocusedRow } from './focusedRow';
import { stateAtRow } from './stateAtRow';
import { decideRows, type AskForText } from '../decisions/decideRows';
import type { KeptPage, KeptPages } from '../pages/keptPages';
import type { PageBridge, PageHandlers } from '../pages/pageBridge';
import { emptyPage, fillPage, showPage } from '../pages/showPage';
import type { RunParameters } from '../runParameters';
import type { PageStates } from '../pages/pageStates';

/** What every table works with. */
export interface TableParts {
  readonly extensionUri: vscode.Uri;
  readonly engine: Pick<EngineApi, 'on'>;
  readonly parameters: Pick<RunParameters, 'choose' | 'forPage' | 'rendering' | 'strategy' | 'type' | 'typed'>;
  readonly states: PageStates<PageState>;
  /** The hidden ones among all tables. */
  readonly keptPages: Pick<KeptPages, 'hide' | 'remove'>;
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
export class TablePanel implements vscode.Disposable, KeptPage {
  /** Of the rows that it shows, in the engine. */
  readonly viewId = `table-${++panelCount}`;
  private readonly bridge: PageBridge<TablePage>;
  private readonly subscriptions: Subscription[];
  /** The page has its rows, so that it can find one. */
  private ready = false;
  private rowToReveal: number | null = null;
  /** Where the row is that a page began with which was being set up while the file changed. */
  private rowToFollow: number | null = null;
  private rowsToShow: RowSet | BarRows | null = null;
  private readonly focus: FocusedRow;
  private isShown: boolean;
  /** Its page was taken away while it was hidden. */
  private isLetGo = false;

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly session: DatasetSession,
    private readonly parts: TableParts,
    private readonly moved: (table: TablePanel) => void,
  ) {
    const { extensionUri, engine } = parts;
    this.focus = new FocusedRow(session.info.contents);
    this.isShown = panel.visible;
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
        // A page that has its rows asks by itself where they are now.
        if (!this.ready) this.findRow();
      }),
      session.onDidChangeJob((job) => this.bridge.send('jobChanged', job)),
      session.onDidChangeFailure((error) => {
        if (error !== undefined) this.bridge.send('jobFailed', toWireError(error));
      }),
      panel.onDidChangeViewState(() => this.viewStateChanged()),
      { dispose: unsubscribe },
    ];
  }

  get currentRow(): number | null {
    return this.focus.rowIndex;
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
    this.focus.follow(rowIndex);
    this.bridge.send('follow', { rowIndex });
  }

  showThreshold(threshold: number): void {
    this.bridge.send('thresholdChosen', { threshold });
  }

  async refreshSettings(): Promise<void> {
    this.bridge.send('settingsChanged', await this.parts.parameters.forPage(this.session));
  }

  letGo(): void {
    this.isLetGo = true;
    this.ready = false;
    this.bridge.forgetPage();
    emptyPage(this.panel.webview);
    // The page may just have been asking.
    this.findRow();
  }

  dispose(): void {
    this.parts.keptPages.remove(this);
    for (const subscription of this.subscriptions) subscription.dispose();
    this.bridge.dispose();
    // An engine that is down has no view to let go of.
    void this.session.closeView(this.viewId).catch(() => undefined);
  }

  private viewStateChanged(): void {
    const { visible } = this.panel;
    if (visible !== this.isShown) {
      this.isShown = visible;
      if (visible) this.show();
      else this.hide();
    }
    this.tellOfMove();
  }

  private show(): void {
    const { panel, parts, session } = this;
    parts.keptPages.remove(this);
    this.focus.show();
    if (!this.isLetGo) return;
    this.isLetGo = false;
    fillPage(panel.webview, parts.extensionUri, { kind: TABLE_PAGE, file: session.uri });
  }

  private hide(): void {
    if (this.ready) this.parts.keptPages.hide(this);
    // What has not come so far may be stuck: shown again, it gets another try.
    else this.letGo();
  }

  /** Finds the row of a page that is not there again where the file has changed. */
  private findRow(): void {
    const lost = this.focus.lostIn(this.session.info.contents);
    if (lost === null) return;
    const request = { since: lost.contents, rowIndexes: [lost.rowIndex], positions: [] };
    void this.findMoved(request)
      .then(() => {
        this.rowToFollow = this.focus.followedRow;
        this.sendWaiting(); // It may have been shown meanwhile.
      })
      .catch(() => undefined); // An engine that is down tells of it when it is asked for rows.
  }

  private async findMoved(request: MovedRowsRequest, signal?: AbortSignal): Promise<MovedRows | null> {
    const options = signal === undefined ? {} : { signal };
    const asked = this.focus.rowIndex;
    const moved = await this.session.request('view/moved', { ...request, viewId: this.viewId }, options);
    this.focus.take(asked, moved, this.session.info.contents);
    return moved;
  }

  /** Once they are in sight: a table may be only on its way to the front, or keep itself up to date while hidden. */
  private tellOfMove(): void {
    const { panel, session, focus } = this;
    if (panel.visible && focus.takeUnseen() && focus.rowIndex !== null) session.focusRow(focus.rowIndex);
    if (panel.active && focus.takeUntold()) this.moved(this);
  }

  private sendWaiting(): void {
    if (!this.ready) return;
    if (this.rowsToShow !== null) this.bridge.send('filterRows', this.rowsToShow);
    if (this.rowToReveal !== null) this.bridge.send('reveal', { rowIndex: this.rowToReveal });
    else if (this.rowToFollow !== null) this.follow(this.rowToFollow);
    this.rowsToShow = null;
    this.rowToReveal = null;
    this.rowToFollow = null;
  }

  private handlers(): PageHandlers<TablePage> {
    return {
      ...engineHandlers(this.session, this.viewId),
      'view/set': ({ query }, signal) => this.setView(query, signal),
      'view/moved': (request, signal) => this.findMoved(request, signal),
      ...this.hostHandlers(),
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
        this.focus.set(rowIndex);
        this.tellOfMove();
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
    // The page may have been let go while its question was on the way.
    if (signal.aborted || this.isLetGo) return info;
    this.ready = true;
    // After the answer: a row that waits to be shown is looked for in this view.
    setTimeout(() => this.sendWaiting(), 0);
    return info;
  }

  /** A row that waits to be shown goes before the one where the last visit ended. */
  private initialState(): PageState | null {
    const state = this.parts.states.get(this.session.uri);
    // The page before may have had no time to have its state kept, or the file has moved the row since.
    const row = this.rowToReveal ?? this.focus.rowIndex;
    return row === null ? state : stateAtRow(state, row);
  }

  private async setUp(): Promise<PageSetup> {
    this.ready = false;
    const settings = await this.parts.parameters.forPage(this.session);
    const { info, job, failure } = this.session;
    this.focus.open(info.contents);
    this.rowToFollow = null;
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
