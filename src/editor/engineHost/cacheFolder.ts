import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readSetting } from '../settings';

/** A folder of our own inside the one that the setting names: clearing the cache must never delete anything else. */
const OWN_FOLDER = 'deita-cache';

/** Where the engine keeps scores, embeddings and results. */
export function cacheFolder(storage: vscode.Uri): string {
  const configured = readSetting('cacheDirectory', null).trim();
  return path.join(configured === '' ? storage.fsPath : configured, OWN_FOLDER);
}

export async function confirmClearing(question: string): Promise<boolean> {
  const clear = l10n.t('Clear Cache');
  return (await vscode.window.showWarningMessage(question, { modal: true }, clear)) === clear;
}
