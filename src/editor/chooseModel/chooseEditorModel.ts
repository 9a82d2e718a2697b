import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Settings } from '../contributions/settings';
import { editorModels } from '../languageModels/editorModels';
import { plainLabel } from '../plainLabel';

/** Asks which of the editor's own language models rates turns. @returns undefined when there is none, or none was chosen */
export async function chooseEditorModel(current: unknown): Promise<Partial<Settings> | undefined> {
  const models = await editorModels();
  if (models.length === 0) {
    void vscode.window.showWarningMessage(
      l10n.t('The editor has no language models now: sign in to Copilot, or add a provider of models to the editor.'),
    );
    return undefined;
  }
  const items = models.map(({ name, label, vendor }) => ({
    name,
    label: plainLabel(label),
    description: plainLabel(vendor),
    ...(name === current ? { detail: l10n.t('in use') } : {}),
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Where scores come from'),
    placeHolder: l10n.t('Which model? It rates one turn per request, off your own allowance'),
  });
  return picked && { 'editor.model': picked.name };
}
