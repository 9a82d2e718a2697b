import * as vscode from 'vscode';
import { plainMessage } from '../errors/plainMessage';
import type { ApiKeys } from './apiKeys';

/** Asks which server's key to forget. */
export async function forgetKey(keys: ApiKeys): Promise<void> {
  const { addresses } = keys;
  if (addresses.length === 0) {
    void vscode.window.showInformationMessage('DEITA keeps no API key.');
    return;
  }
  const baseUrl = await vscode.window.showQuickPick([...addresses], {
    placeHolder: 'Forget the API key of which server?',
  });
  if (baseUrl === undefined) return;
  await keys.forget(baseUrl);
  void vscode.window.showInformationMessage(plainMessage(`The API key of ${baseUrl} is forgotten.`));
}
