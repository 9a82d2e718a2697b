import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DATASET_EDITOR } from '../contributions/views';
import { isOnDisk } from '../datasets/datasetFiles';
import { withProgress } from '../withProgress';
import type { PoolArguments, PoolDialogs } from './openAsPool';

export const POOL_DIALOGS: PoolDialogs = {
  askForSources: async () => {
    const title = l10n.t('Files of the pool');
    const files = await vscode.window.showOpenDialog({ title, openLabel: l10n.t('Choose'), canSelectMany: true });
    return files?.map(({ fsPath }) => fsPath);
  },
  askForPool: async (proposed) => {
    const defaultUri = vscode.Uri.file(proposed);
    const options = { title: l10n.t('Where to keep the pool'), saveLabel: l10n.t('Save Pool'), defaultUri };
    return (await vscode.window.showSaveDialog(options))?.fsPath;
  },
  withProgress: (name, work) => withProgress(`DEITA: ${name}`, work),
  open: (dataset) => vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(dataset), DATASET_EDITOR),
};

/**
 * What the command was called on: in the Explorer all that is chosen there.
 * @param outputPath from a key binding or another extension, which may pass anything
 */
export function poolArguments(clicked: unknown, chosen: unknown, outputPath: unknown): PoolArguments {
  const uris: readonly unknown[] = Array.isArray(chosen) && chosen.length > 0 ? chosen : [clicked];
  const sources = uris
    .filter((uri) => uri instanceof vscode.Uri && isOnDisk(uri))
    .map((uri) => (uri as vscode.Uri).fsPath);
  return { sources, ...(typeof outputPath === 'string' && path.isAbsolute(outputPath) ? { outputPath } : {}) };
}
