import type * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';
import type { ViewQuery } from '../../protocol/dataset';
import type { EngineApi, ViewInfo } from '../../protocol/requests';
import type {
  PageSettings,
  PageSetup,
  PageState,
  TableEngineMethod,
  TableEvents,
  TableMethods,
  TablePage,
} from '../../protocol/pages/tablePage';
import { toWireError } from '../../protocol/wireError';
import type { DatasetSession } from '../datasets/datasetSession';
import { PageBridge, type PageHandlers } from '../pages/pageBridge';
import type { PageStates } from './pageStates';

/** What the page's toolbar starts; each reports its own errors. */
export interface TableActions {
  select(session: DatasetSession, values: TableMethods['select']['params']): void;
  cancel(session: DatasetSession): void;
  export(session: DatasetSession): void;
  findNearDuplicates(session: DatasetSession): void;
  openAsText(session: DatasetSession, rowIndex: number | null): void;
  showModelCard(): void;
  openSettings(): void;
  connectScorer(): void;
  calibrate(session: DatasetSession): void;
  settings(session: DatasetSession): Promise<PageSettings>;
}

let panelCount = 0;

/** One table editor: a page, its view of a dataset, and the row that has its focus. */
export class TablePanel implements vscode.Disposable {
  private readonly viewId = `table-${++panelCount}`;
  private readonly bridge: PageBridge<TablePage>;
  private readonly subscriptions: Subscription[];
  /** The page has its rows, so that it can find one. */
  private ready = false;
  private rowToReveal: number | null = null;
  private focusedRow: number | null = null;

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly session: DatasetSession,
    private readonly actions: TableActions,
    private readonly states: PageStates,
    engine: Pick<EngineApi, 'on'>,
  ) {
    this.bridge = new PageBridge(panel.webview, this.handlers());
    const unsubscribe = engine.on('viewChanged', ({ datasetId, viewId, ...info }) => {
      if (viewId === this.viewId && datasetId === session.info.datasetId) this.bridge.send('viewChanged', info);
    });
    this.subscriptions = [
      session.onDidChangeInfo((info) => this.bridge.send('infoChanged', info)),
      session.onDidChangeJob((job) => this.bridge.send('jobChanged', job)),
      session.onDidChangeFailure((error) => {
        if (error !== undefined) this.bridge.send('jobFailed', toWireError(error));
      }),
      panel.onDidChangeViewState(() => {
        // A hidden page is thrown away; it says `ready` again when it is next shown.
        if (!panel.visible) this.ready = false;
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
    this.panel.reveal();
    if (rowIndex !== null) this.revealOnceReady(rowIndex);
  }

  /** Puts a row in sight as soon as the page has its rows. */
  revealOnceReady(rowIndex: number): void {
    this.rowToReveal = rowIndex;
    this.sendReveal();
  }

  async refreshSettings(): Promise<void> {
    this.bridge.send('settingsChanged', await this.actions.settings(this.session));
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.bridge.dispose();
    // An engine that is down has no view to let go of.
    void this.session.closeView(this.viewId).catch(() => undefined);
  }

  private sendReveal(): void {
    if (!this.ready || this.rowToReveal === null) return;
    this.bridge.send('reveal', { rowIndex: this.rowToReveal });
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
      'row/detail': ({ rowIndex }, signal) => session.request('row/detail', { rowIndex }, { signal }),
      'row/reasons': ({ rowIndex }, signal) => session.request('row/reasons', { rowIndex }, { signal }),
      'row/byLines': ({ firstLine, lastLine }, signal) =>
        session.request('row/byLines', { firstLine, lastLine }, { signal }),
      'row/adjacentSelected': ({ rowIndex, step }, signal) =>
        session.request('row/adjacentSelected', { rowIndex, step, viewId }, { signal }),
      'dataset/histograms': ({ bins }, signal) => session.request('dataset/histograms', { bins }, { signal }),
    };
  }

  private hostHandlers(): Omit<PageHandlers<TablePage>, TableEngineMethod> {
    const { session, actions } = this;
    return {
      ready: () => this.setUp(),
      select: started((values) => actions.select(session, values)),
      cancel: started(() => actions.cancel(session)),
      dismissFailure: started(() => session.dismissFailure()),
      export: started(() => actions.export(session)),
      findNearDuplicates: started(() => actions.findNearDuplicates(session)),
      openAsText: started(({ rowIndex }) => actions.openAsText(session, rowIndex)),
      openModelCard: started(() => actions.showModelCard()),
      openSettings: started(() => actions.openSettings()),
      connectScorer: started(() => actions.connectScorer()),
      calibrate: started(() => actions.calibrate(session)),
      currentRow: started(({ rowIndex }) => {
        this.focusedRow = rowIndex;
      }),
      saveState: async ({ state }) => {
        await this.states.set(session.uri, state);
        return null;
      },
    };
  }

  private async setView(query: ViewQuery, signal: AbortSignal): Promise<ViewInfo> {
    const info = await this.session.setView(this.viewId, query, { signal });
    this.ready = true;
    // After the answer: a row that waits to be shown is looked for in this view.
    setTimeout(() => this.sendReveal(), 0);
    return info;
  }

  /** A row that waits to be shown goes before the one where the last visit ended. */
  private initialState(): PageState | null {
    const state = this.states.get(this.session.uri);
    // A page hidden right after a move had no time to have its state kept.
    const row = this.rowToReveal ?? this.focusedRow;
    return state === null || row === null ? state : { ...state, currentRowIndex: row };
  }

  private async setUp(): Promise<PageSetup> {
    this.ready = false;
    const settings = await this.actions.settings(this.session);
    const { info, job, failure } = this.session;
    return {
      info,
      settings,
      state: this.initialState(),
      job,
      failure: failure === undefined ? null : toWireError(failure),
    };
  }
}

/** The page's wishes that only start something are answered at once. */
function started<T>(start: (params: T) => void): (params: T) => null {
  return (params) => {
    start(params);
    return null;
  };
}
