import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { plainMessage } from '../errors/plainMessage';
import type { ApiKeys } from './apiKeys';

/** Asks which server's key to forget. */
export async function forgetKey(keys: ApiKeys): Promise<void> {
  const { addresses } = keys;
  if (addresses.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('DEITA keeps no API key.'));
    return;
  }
  const baseUrl = await vscode.window.showQuickPick([...addresses], {
    placeHolder: l10n.t('Forget the API key of which server?'),
  });
  if (baseUrl === undefined) return;
  await keys.forget(baseUrl);
  void vscode.window.showInformationMessage(plainMessage(l10n.t('The API key of {0} is forgotten.', baseUrl)));
}
