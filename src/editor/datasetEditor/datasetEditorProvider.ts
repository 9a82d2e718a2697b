import * as vscode from 'vscode';
import type { EngineApi } from '../../protocol/requests';
import { DATASET_EDITOR } from '../contributions/views';
import type { DatasetLease, DatasetRegistry } from '../datasets/datasetRegistry';
import { isOnDisk } from '../datasets/datasetFiles';
import { DeitaError } from '../../common/errors';
import { pageHtml, pageRoot } from './pageHtml';
import type { PageStates } from './pageStates';
import { type TableActions, TablePanel } from './tablePanel';

interface DatasetDocument extends vscode.CustomDocument {
  readonly lease: DatasetLease;
}

/**
 * The DEITA dataset editor. Its pages are not retained while hidden: they hold nothing that the engine and the kept
 * state cannot give back at once, and a hidden table should cost no memory.
 */
export class DatasetEditorProvider implements vscode.CustomReadonlyEditorProvider<DatasetDocument> {
  private readonly panels = new Set<TablePanel>();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly registry: DatasetRegistry,
    private readonly engine: Pick<EngineApi, 'on'>,
    private readonly states: PageStates,
    private readonly actions: TableActions,
  ) {}

  register(): vscode.Disposable {
    return vscode.window.registerCustomEditorProvider(DATASET_EDITOR, this, {
      supportsMultipleEditorsPerDocument: true,
    });
  }

  async openCustomDocument(uri: vscode.Uri): Promise<DatasetDocument> {
    if (!isOnDisk(uri)) throw new DeitaError('fileUnreadable', 'Save the file first: DEITA reads datasets from disk.');
    const lease = await this.registry.acquire(uri).catch(explain);
    return { uri, lease, dispose: () => lease.dispose() };
  }

  resolveCustomEditor(document: DatasetDocument, panel: vscode.WebviewPanel): void {
    panel.webview.options = {
      enableScripts: true,
      enableCommandUris: false,
      enableForms: false,
      localResourceRoots: [pageRoot(this.extensionUri)],
    };
    const table = new TablePanel(panel, document.lease.session, this.actions, this.states, this.engine);
    this.panels.add(table);
    panel.onDidDispose(() => {
      this.panels.delete(table);
      table.dispose();
    });
    panel.webview.html = pageHtml(panel.webview, this.extensionUri);
  }

  /** The table in the active editor. */
  get active(): TablePanel | undefined {
    return [...this.panels].find(({ panel }) => panel.active);
  }

  /** A table of the file, the visible one first. */
  find(uri: vscode.Uri): TablePanel | undefined {
    const ofFile = [...this.panels].filter(({ session }) => session.uri.toString() === uri.toString());
    return ofFile.find(({ panel }) => panel.active) ?? ofFile.find(({ panel }) => panel.visible) ?? ofFile[0];
  }

  async refreshSettings(): Promise<void> {
    await Promise.all([...this.panels].map((panel) => panel.refreshSettings()));
  }
}

/** VS Code shows an error's message in the editor's place: it has to say what to do as well. */
function explain(error: unknown): never {
  if (error instanceof DeitaError && error.hint !== undefined) throw new Error(`${error.message} ${error.hint}`);
  throw error;
}
