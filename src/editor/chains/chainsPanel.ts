import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { fileExists } from '../../common/fileExists';
import type { Subscription } from '../../common/emitter';
import type { ChainsPage, ChainsSetup, ChainsState } from '../../protocol/pages/chainsPage';
import type { EngineApi, WireError } from '../../protocol/requests';
import type { RunOverview } from '../../protocol/annotation';
import { toWireError } from '../../protocol/wireError';
import type { PageBridge, PageHandlers } from '../pages/pageBridge';
import type { PageStates } from '../pages/pageStates';
import { showPage } from '../pages/showPage';
import { watchFolder } from '../pages/watchFolder';
import { RunCorrections } from './runCorrections';

/** What every page of chains works with. */
export interface ChainsParts {
  readonly extensionUri: vscode.Uri;
  readonly engine: Pick<EngineApi, 'on' | 'request'>;
  readonly states: PageStates<ChainsState>;
  /** Shows a row of a dataset in its table. */
  readonly showRow: (dataset: vscode.Uri, rowIndex: number) => Promise<void>;
}

export const CHAINS_PAGE = { name: 'chains', title: () => l10n.t('DEITA EVOL run') };

/** The chains of one annotation run in a page. Hidden, the page is thrown away: how it was is kept. */
export class ChainsPanel implements vscode.Disposable {
  private readonly bridge: PageBridge<ChainsPage>;
  private readonly subscriptions: Subscription[];
  private readonly corrections: RunCorrections;

  constructor(
    readonly panel: vscode.WebviewPanel,
    private readonly folder: vscode.Uri,
    private readonly parts: ChainsParts,
  ) {
    const { extensionUri, engine } = parts;
    this.corrections = new RunCorrections(engine, folder.fsPath);
    const page = { kind: CHAINS_PAGE, file: folder, handlers: this.handlers() };
    this.bridge = showPage<ChainsPage>(panel.webview, extensionUri, page);
    const changed = (): void => this.bridge.send('runChanged', null);
    this.subscriptions = [
      { dispose: engine.on('runChanged', (run) => run.folder === folder.fsPath && changed()) },
      // Another process may work on the run, or a person correct it in a text editor.
      watchFolder(folder, '*.{json,jsonl}', changed),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
    this.bridge.dispose();
  }

  private handlers(): PageHandlers<ChainsPage> {
    const { engine } = this.parts;
    const folder = this.folder.fsPath;
    return {
      ready: () => this.setUp(),
      overview: (_, signal) => engine.request('evol/run', { folder }, { signal }),
      chains: (params, signal) => engine.request('evol/chains', { folder, ...params }, { signal }),
      chain: ({ chainId }, signal) => engine.request('evol/chain', { folder, chainId }, { signal }),
      correct: ({ correction }) => this.corrections.correct(correction),
      undo: () => this.corrections.undo(),
      showRow: async ({ rowIndex }) => {
        const { fileName } = await engine.request('evol/run', { folder });
        await this.parts.showRow(this.datasetNamed(fileName), rowIndex);
        return null;
      },
      saveState: async ({ state }) => {
        await this.parts.states.set(this.folder, state);
        return null;
      },
    };
  }

  private async setUp(): Promise<ChainsSetup> {
    const overview = await this.overview();
    const hasDataset = !('code' in overview) && (await fileExists(this.datasetNamed(overview.fileName).fsPath));
    const name = path.basename(this.folder.fsPath);
    const state = this.parts.states.get(this.folder);
    return { overview, name, hasDataset, canUndo: this.corrections.canUndo, state };
  }

  private async overview(): Promise<RunOverview | WireError> {
    try {
      return await this.parts.engine.request('evol/run', { folder: this.folder.fsPath });
    } catch (error) {
      return toWireError(error);
    }
  }

  /** Runs stand beside their dataset; of a file elsewhere the run knows no more than the name. */
  private datasetNamed(fileName: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, '..', path.basename(fileName));
  }
}
