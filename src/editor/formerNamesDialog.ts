import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ModelRole } from '../choices/families';
import { SETTINGS_SECTION } from './contributions/settings';
import type { FormerNamesHost, SettingPlace } from './formerNames';

const TARGETS: Readonly<Record<SettingPlace, vscode.ConfigurationTarget>> = {
  folder: vscode.ConfigurationTarget.WorkspaceFolder,
  workspace: vscode.ConfigurationTarget.Workspace,
  user: vscode.ConfigurationTarget.Global,
};

/** Tells of old names in the settings of this window. */
export const FORMER_NAMES_DIALOG: FormerNamesHost = {
  valuesOf: (role: ModelRole, uri: vscode.Uri) => {
    const found = vscode.workspace.getConfiguration(SETTINGS_SECTION, uri).inspect<unknown>(role);
    return { folder: found?.workspaceFolderValue, workspace: found?.workspaceValue, user: found?.globalValue };
  },
  update: (role, kind, place, uri) =>
    vscode.workspace.getConfiguration(SETTINGS_SECTION, uri).update(role, kind, TARGETS[place]),
  offerUpdate: async (message) => {
    const update = l10n.t('Update Settings');
    return (await vscode.window.showInformationMessage(message, update)) === update;
  },
};
