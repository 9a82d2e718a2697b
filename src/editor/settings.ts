import * as vscode from 'vscode';
import type { ParamsWithoutId } from './datasets/datasetSession';
import { embedderFrom, scorerFrom } from './modelChoices';
import {
  RESTRICTED_SETTINGS,
  SETTING_DEFAULTS,
  SETTINGS_SECTION,
  type SettingKey,
  type Settings,
} from './contributions/settings';
import type { EmbedderChoice, ScorerChoice } from '../protocol/dataset';

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

/** @throws DeitaError `usage` naming the setting that the chosen scorer lacks */
export function scorerChoice(uri: vscode.Uri): ScorerChoice {
  return scorerFrom((key) => readSetting(key, uri), uri.fsPath);
}

/** @throws DeitaError `usage` naming the setting that the chosen embedder lacks */
export function embedderChoice(uri: vscode.Uri): EmbedderChoice {
  return embedderFrom((key) => readSetting(key, uri), uri.fsPath);
}

export function selectionParameters(uri: vscode.Uri): ParamsWithoutId<'dataset/select'> {
  return {
    budget: readSetting('budget', uri),
    threshold: readSetting('threshold', uri),
    scorer: scorerChoice(uri),
    embedder: embedderChoice(uri),
  };
}
