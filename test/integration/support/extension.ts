import * as vscode from 'vscode';
import type { DeitaExtension } from '../../../src/editor/deitaExtension';
import type { TablePanel } from '../../../src/editor/datasetEditor/tablePanel';
import type { DatasetSession } from '../../../src/editor/datasets/datasetSession';
import { DATASET_EDITOR } from '../../../src/editor/contributions/views';
import { LIMITS } from '../../support/timeLimits';
import { until } from './until';

export function deitaExtension(): vscode.Extension<DeitaExtension> {
  const extension = vscode.extensions.all.find(({ id }) => id.endsWith('.deita-vscode'));
  if (extension === undefined) throw new Error('The extension is not installed in this host.');
  return extension as vscode.Extension<DeitaExtension>;
}

export function activateDeita(): Thenable<DeitaExtension> {
  return deitaExtension().activate();
}

export async function openTable(uri: vscode.Uri): Promise<DatasetSession> {
  await vscode.commands.executeCommand('vscode.openWith', uri, DATASET_EDITOR);
  return (await tableOf(uri)).session;
}

const PAGE_ATTEMPTS = 4;
const PAGE_TIMEOUT_MS = LIMITS.wait / 3;

/**
 * The table of a file that is being opened, once its page runs. In VS Code's server all webviews share an origin and
 * so a service worker; a webview can miss the moment when the worker becomes its own and then never loads. Closed and
 * opened again the table gets another webview.
 */
export async function tableOf(uri: vscode.Uri): Promise<TablePanel> {
  const { editors } = await activateDeita();
  const find = (): Promise<TablePanel> => until(`a table of ${uri.path}`, () => editors.find(uri));
  for (let attempt = 1; attempt < PAGE_ATTEMPTS; attempt++) {
    const table = await find();
    const loaded = await until('the page', () => table.isReady, PAGE_TIMEOUT_MS).catch(() => false);
    if (loaded) return table;
    table.panel.dispose();
    await vscode.commands.executeCommand('vscode.openWith', uri, DATASET_EDITOR);
  }
  const table = await find();
  await until(`the page of ${uri.path}`, () => table.isReady);
  return table;
}

export async function openText(uri: vscode.Uri, line = 0): Promise<vscode.TextEditor> {
  await activateDeita();
  const editor = await vscode.window.showTextDocument(uri, { preview: false });
  editor.selection = new vscode.Selection(line, 0, line, 0);
  return editor;
}

/** The session of a file that is open already. */
export async function sessionOf(uri: vscode.Uri): Promise<DatasetSession> {
  const { registry } = await activateDeita();
  return until(`a session of ${uri.path}`, () => registry.get(uri));
}

export async function closeAllEditors(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

export async function configure(values: Readonly<Record<string, unknown>>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('deita');
  for (const [key, value] of Object.entries(values)) {
    await configuration.update(key, value, vscode.ConfigurationTarget.Global);
  }
}
