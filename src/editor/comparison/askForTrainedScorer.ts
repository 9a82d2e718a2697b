import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { TrainedScorerChoice } from '../../choices/scorers/trained';

/** Asks for the folders of a trained scorer: one, or two where complexity and quality are apart. */
export async function askForTrainedScorer(): Promise<TrainedScorerChoice | undefined> {
  const folders = await vscode.window.showOpenDialog({
    title: l10n.t('Compare with a trained scorer'),
    openLabel: l10n.t('Compare'),
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: true,
  });
  if (folders === undefined || folders.length === 0) return undefined;
  return { kind: 'trained', folders: folders.map(({ fsPath }) => fsPath) };
}
