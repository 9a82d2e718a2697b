import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';
import type { SheetOverview } from '../../protocol/people';
import type { SheetPage, SheetState } from '../../protocol/pages/sheetPage';
import type { EngineApi, WireError } from '../../protocol/requests';
import { toWireError } from '../../protocol/wireError';
import type { PageBridge, PageHandlers } from '../pages/pageBridge';
import type { PageStates } from '../pages/pageStates';
import { showPage } from '../pages/showPage';
import { watchFolder } from '../pages/watchFolder';

export interface SheetParts {
  readonly extensionUri: vscode.Uri;
  readonly engine: Pick<EngineApi, 'request'>;
  readonly states: PageStates<SheetState>;
  /** Where votes are exported to; undefined = nowhere. */
  readonly askForOutput: (proposed: vscode.Uri) => Thenable<vscode.Uri | undefined>;
}

export const SHEET_PAGE = { name: 'sheet', title: () => l10n.t('DEITA blind sheet') };

/** A blind sheet in a page. Every vote is kept at once, so that a page may be closed at any time. */
export class SheetPanel implements Subscription {
  private readonly bridge: PageBridge<SheetPage>;
  private readonly watching: Subscription;

  constructor(
    panel: vscode.WebviewPanel,
    private readonly folder: vscode.Uri,
    private readonly parts: SheetParts,
  ) {
    const page = { kind: SHEET_PAGE, file: folder, handlers: this.handlers() };
    this.bridge = showPage<SheetPage>(panel.webview, parts.extensionUri, page);
    this.watching = watchFolder(folder, 'votes/*.jsonl', () => this.bridge.send('sheetChanged', null));
  }

  dispose(): void {
    this.watching.dispose();
    this.bridge.dispose();
  }

  private handlers(): PageHandlers<SheetPage> {
    const { engine, states } = this.parts;
    const folder = this.folder.fsPath;
    return {
      ready: async () => ({ overview: await this.overview(), state: states.get(this.folder) }),
      overview: (_, signal) => engine.request('people/overview', { folder }, { signal }),
      votes: (params, signal) => engine.request('people/votes', { folder, ...params }, { signal }),
      item: (params, signal) => engine.request('people/item', { folder, ...params }, { signal }),
      // Not to be cancelled: a vote that was cast counts.
      vote: (params) => engine.request('people/vote', { folder, ...params }),
      result: (_, signal) => engine.request('people/result', { folder }, { signal }),
      exportVotes: () => this.exportVotes(),
      saveState: async ({ state }) => {
        await states.set(this.folder, state);
        return null;
      },
    };
  }

  private async overview(): Promise<SheetOverview | WireError> {
    try {
      return await this.parts.engine.request('people/overview', { folder: this.folder.fsPath });
    } catch (error) {
      return toWireError(error);
    }
  }

  /** The save dialog has asked whether to replace a file. */
  private async exportVotes(): Promise<{ readonly votes: number } | null> {
    const name = `${path.parse(this.folder.fsPath).name}-votes.jsonl`;
    const target = await this.parts.askForOutput(vscode.Uri.joinPath(this.folder, '..', name));
    if (target === undefined) return null;
    const request = { folder: this.folder.fsPath, outputPath: target.fsPath, overwrite: true };
    return this.parts.engine.request('people/export', request);
  }
}
