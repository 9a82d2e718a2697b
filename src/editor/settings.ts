import path from 'node:path';
import * as vscode from 'vscode';
import type { EmbedderChoice, ScorerChoice } from '../protocol/dataset';
import type { ParamsWithoutId } from './datasets/datasetSession';
import { SETTING_DEFAULTS, SETTINGS_SECTION, type SettingKey, type Settings } from './contributions/settings';

/** A setting as it applies to a file; null = as it applies to the window. */
export function readSetting<K extends SettingKey>(key: K, uri: vscode.Uri | null): Settings[K] {
  return vscode.workspace.getConfiguration(SETTINGS_SECTION, uri).get<Settings[K]>(key) ?? SETTING_DEFAULTS[key];
}

export function affects(event: vscode.ConfigurationChangeEvent, keys: readonly SettingKey[]): boolean {
  return keys.some((key) => event.affectsConfiguration(`${SETTINGS_SECTION}.${key}`));
}

export function scorerChoice(uri: vscode.Uri): ScorerChoice {
  return { kind: readSetting('scorer', uri) };
}

/** A relative embeddings file is looked for beside the dataset. */
export function embedderChoice(uri: vscode.Uri): EmbedderChoice {
  const file = readSetting('embeddingsFile', uri).trim();
  if (file === '') return { kind: 'embedded' };
  return { kind: 'file', path: path.resolve(path.dirname(uri.fsPath), file) };
}

export function selectionParameters(uri: vscode.Uri): ParamsWithoutId<'dataset/select'> {
  return {
    budget: readSetting('budget', uri),
    threshold: readSetting('threshold', uri),
    scorer: scorerChoice(uri),
    embedder: embedderChoice(uri),
  };
}
