import * as vscode from 'vscode';
import { SETTINGS_SECTION, type Settings } from './contributions/settings';

/** Writes settings where they take effect: in the workspace if it has a value of its own, else for the user. */
export async function saveSettings(values: Partial<Settings>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(SETTINGS_SECTION, null);
  for (const [key, value] of Object.entries(values)) {
    const known = configuration.inspect(key);
    const { Global, Workspace } = vscode.ConfigurationTarget;
    const target = vscode.workspace.isTrusted && known?.workspaceValue !== undefined ? Workspace : Global;
    await configuration.update(key, value === known?.defaultValue ? undefined : value, target);
  }
}
