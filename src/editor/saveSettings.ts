import * as vscode from 'vscode';
import { SETTINGS_SECTION, type Settings } from './contributions/settings';
import { writeSettings, type SettingsPlace, type WritableSettings } from './settingsWriter';

/** Writes settings where they take effect. */
export async function saveSettings(values: Partial<Settings>): Promise<void> {
  await write(values, 'user');
}

/** Writes settings that are about the project: into the workspace, where there is one. */
export async function saveWorkspaceSettings(values: Partial<Settings>): Promise<void> {
  await write(values, vscode.workspace.workspaceFolders === undefined ? 'user' : 'workspace');
}

async function write(values: Partial<Settings>, preferred: SettingsPlace): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(SETTINGS_SECTION, null);
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const settings: WritableSettings = {
    isTrusted: vscode.workspace.isTrusted,
    inspect: (key) => configuration.inspect(key),
    update: (key, value, place) => configuration.update(key, value, place === 'workspace' ? Workspace : Global),
  };
  await writeSettings(values, settings, preferred);
}
