import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Subscription } from '../../common/emitter';
import { replaceFile } from '../../dataset/atomicFile';
import { fault } from '../../messages/say';
import type { Experiments } from '../../protocol/experiments';
import type { ExperimentsPage, SavedExperiments } from '../../protocol/pages/experimentsPage';
import type { EngineApi, WireError } from '../../protocol/requests';
import { toWireError } from '../../protocol/wireError';
import { experimentFile } from '../../wording/experiments/experimentFiles';
import type { PageBridge, PageHandlers } from '../pages/pageBridge';
import { showPage } from '../pages/showPage';
import { watchFolder } from '../pages/watchFolder';

export interface ExperimentsParts {
  readonly extensionUri: vscode.Uri;
  readonly engine: Pick<EngineApi, 'request'>;
}

export const EXPERIMENTS_PAGE = { name: 'experiments', title: () => l10n.t('DEITA experiments') };

/** What tells of trainings and of their results; training itself writes much more. */
const TELLING_FILES = '**/{manifest.json,results/**}';
/** What a training folder says is to be run. */
const COMMANDS_FILE = 'README.md';

/** The experiments of a folder in a page. What it shows is read from the folder, so that nothing is kept. */
export class ExperimentsPanel implements Subscription {
  private readonly bridge: PageBridge<ExperimentsPage>;
  private readonly watching: Subscription;

  constructor(
    panel: vscode.WebviewPanel,
    private readonly folder: vscode.Uri,
    private readonly parts: ExperimentsParts,
  ) {
    const page = { kind: EXPERIMENTS_PAGE, file: folder, handlers: this.handlers() };
    this.bridge = showPage<ExperimentsPage>(panel.webview, parts.extensionUri, page);
    this.watching = watchFolder(folder, TELLING_FILES, () => this.bridge.send('experimentsChanged', null));
  }

  dispose(): void {
    this.watching.dispose();
    this.bridge.dispose();
  }

  private handlers(): PageHandlers<ExperimentsPage> {
    return {
      ready: async () => ({ folderName: path.basename(this.folder.fsPath), experiments: await this.experiments() }),
      read: (_, signal) => this.read({ signal }),
      save: (saved) => this.save(saved),
      showCommands: ({ folder }) => this.showCommands(folder),
    };
  }

  private read(call: { readonly signal?: AbortSignal } = {}): Promise<Experiments> {
    return this.parts.engine.request('evaluate/experiments', { folder: this.folder.fsPath }, call);
  }

  private async experiments(): Promise<Experiments | WireError> {
    try {
      return await this.read();
    } catch (error) {
      return toWireError(error);
    }
  }

  /** The save dialog has asked whether to replace a file. */
  private async save(saved: SavedExperiments): Promise<{ readonly fileName: string } | null> {
    const content = 'png' in saved ? Buffer.from(saved.png, 'base64') : experimentFile(saved.file, await this.read());
    const ending = path.extname(saved.file).slice(1);
    const target = await vscode.window.showSaveDialog({
      title: l10n.t('Save experiments'),
      defaultUri: vscode.Uri.joinPath(this.folder, saved.file),
      filters: { [ending === 'md' ? l10n.t('Markdown') : l10n.t('Picture')]: [ending] },
    });
    if (target === undefined) return null;
    await replaceFile(target.fsPath, content);
    return { fileName: path.basename(target.fsPath) };
  }

  /** Of a folder that was read: a page names no others. */
  private async showCommands(folder: string): Promise<null> {
    const { rows } = await this.read();
    if (!rows.some((row) => row.folder === folder)) throw fault('fileNotFound', { file: folder });
    const file = vscode.Uri.joinPath(this.folder, folder, COMMANDS_FILE);
    await vscode.commands.executeCommand('markdown.showPreview', file);
    return null;
  }
}
