import * as vscode from 'vscode';
import { SETTINGS_SECTION, type Settings } from './contributions/settings';
import { writeSettings } from './settingsWriter';

/** Writes settings where they take effect. */
export async function saveSettings(values: Partial<Settings>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(SETTINGS_SECTION, null);
  const { Global, Workspace } = vscode.ConfigurationTarget;
  await writeSettings(values, {
    isTrusted: vscode.workspace.isTrusted,
    inspect: (key) => configuration.inspect(key),
    update: (key, value, place) => configuration.update(key, value, place === 'workspace' ? Workspace : Global),
  });
}
