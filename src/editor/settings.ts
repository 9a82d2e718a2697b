import * as vscode from 'vscode';
import {
  RESTRICTED_SETTINGS,
  SETTING_DEFAULTS,
  SETTINGS_SECTION,
  type SettingKey,
  type Settings,
} from './contributions/settings';

/** A setting as it applies to a file; null = as it applies to the window. */
export function readSetting<K extends SettingKey>(key: K, uri: vscode.Uri | null): Settings[K] {
  const configuration = vscode.workspace.getConfiguration(SETTINGS_SECTION, uri);
  if (vscode.workspace.isTrusted || !RESTRICTED_SETTINGS.includes(key)) {
    return configuration.get<Settings[K]>(key) ?? SETTING_DEFAULTS[key];
  }
  // VS Code leaves restricted values out, but not when the workspace writes them as nested objects.
  return configuration.inspect<Settings[K]>(key)?.globalValue ?? SETTING_DEFAULTS[key];
}

export function affects(event: vscode.ConfigurationChangeEvent, keys: readonly SettingKey[]): boolean {
  return keys.some((key) => event.affectsConfiguration(`${SETTINGS_SECTION}.${key}`));
}
