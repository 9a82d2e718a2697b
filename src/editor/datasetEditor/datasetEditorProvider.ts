import * as vscode from 'vscode';
import { Emitter } from '../../common/emitter';
import { DeitaError } from '../../common/errors';
import type { BarRows } from '../../protocol/composition';
import type { RowSet } from '../../protocol/views';
import { DATASET_EDITOR } from '../contributions/views';
import type { DatasetLease, DatasetRegistry } from '../datasets/datasetRegistry';
import type { DatasetSession } from '../datasets/datasetSession';
import { isUnreadable } from '../datasets/unreadable';
import type { ErrorMessages } from '../errors/errorMessages';
import { KeptPages } from '../pages/keptPages';
import { TablePanel, type TableParts } from './tablePanel';
import { unreadableHtml } from './unreadablePage';

interface DatasetDocument extends vscode.CustomDocument {
  /** Or what the file is, if it is no dataset. */
  readonly content: DatasetLease | DeitaError;
}

/** A row to go to, or the rows to show alone. */
type Shown = number | RowSet | BarRows;

/** What the tables work with. */
interface EditorParts extends Omit<TableParts, 'refreshTables' | 'keptPages'> {
  readonly registry: Pick<DatasetRegistry, 'acquire'>;
  readonly errors: Pick<ErrorMessages, 'show'>;
}

/**
 * The DEITA dataset editor. Hidden pages are kept, as VS Code takes more than a second to make one anew; of more than
 * `MAX_HIDDEN_PAGES` those hidden longest are let go. They hold nothing that engine and kept state cannot give back.
 */
export class DatasetEditorProvider implements vscode.CustomReadonlyEditorProvider<DatasetDocument> {
  private readonly panels = new Set<TablePanel>();
  private readonly keptPages = new KeptPages();
  /** What to show by file, for tables that are only being opened. */
  private readonly waiting = new Map<string, Shown>();

  private readonly emitter = new Emitter<{ move: TablePanel }>();

  /** The person has moved to another row in the table in front. */
  readonly onDidMove = this.emitter.event('move');

  constructor(private readonly parts: EditorParts) {}

  register(): vscode.Disposable {
    return vscode.window.registerCustomEditorProvider(DATASET_EDITOR, this, {
      supportsMultipleEditorsPerDocument: true,
      webviewOptions: { retainContextWhenHidden: true },
    });
  }

  async openCustomDocument(uri: vscode.Uri): Promise<DatasetDocument> {
    try {
      const lease = await this.parts.registry.acquire(uri);
      return { uri, content: lease, dispose: () => lease.dispose() };
    } catch (error) {
      this.waiting.delete(uri.toString());
      if (isUnreadable(error)) return { uri, content: error, dispose: () => undefined };
      // In the editor's place VS Code says no more than that there was an error.
      this.parts.errors.show(error);
      throw error;
    }
  }

  resolveCustomEditor(document: DatasetDocument, panel: vscode.WebviewPanel): void {
    const { content } = document;
    if (content instanceof DeitaError) {
      panel.webview.html = unreadableHtml(content);
      return;
    }
    const { keptPages } = this;
    const parts = { ...this.parts, keptPages, refreshTables: () => this.refreshSettings() };
    const table = new TablePanel(panel, content.session, parts, (moved) => this.emitter.emit('move', moved));
    this.panels.add(table);
    panel.onDidDispose(() => {
      this.panels.delete(table);
      table.dispose();
    });
    const shown = this.waiting.get(document.uri.toString());
    this.waiting.delete(document.uri.toString());
    if (shown !== undefined) show(table, shown);
  }

  /** Brings a table of the file to the front, opened if need be; `rowIndex` null leaves its position alone. */
  reveal(uri: vscode.Uri, rowIndex: number | null): Promise<void> {
    return this.show(uri, rowIndex);
  }

  /** Brings a table of the file to the front, opened if need be, with some of its rows alone. */
  filter(uri: vscode.Uri, rows: RowSet | BarRows): Promise<void> {
    return this.show(uri, rows);
  }

  private async show(uri: vscode.Uri, shown: Shown | null): Promise<void> {
    const table = this.find(uri);
    if (table !== undefined) {
      table.panel.reveal();
      if (shown !== null) show(table, shown);
      return;
    }
    // The command below may end before there is a table to talk to.
    if (shown !== null) this.waiting.set(uri.toString(), shown);
    await vscode.commands.executeCommand('vscode.openWith', uri, DATASET_EDITOR);
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

  /** Shows a threshold in the toolbars of a dataset. */
  showThreshold(session: DatasetSession, threshold: number): void {
    for (const panel of this.panels) if (panel.session === session) panel.showThreshold(threshold);
  }

  async refreshSettings(): Promise<void> {
    await Promise.all([...this.panels].map((panel) => panel.refreshSettings()));
  }
}

function show(table: TablePanel, shown: Shown): void {
  if (typeof shown === 'number') table.revealOnceReady(shown);
  else table.filterOnceReady(shown);
}
