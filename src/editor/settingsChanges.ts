import * as vscode from 'vscode';
import { ENGINE_SETTINGS, RUN_SETTINGS } from './contributions/settings';
import type { DatasetEditorProvider } from './datasetEditor/datasetEditorProvider';
import type { DatasetRegistry } from './datasets/datasetRegistry';
import type { LazyEngine } from './engine/lazyEngine';
import type { RunParameters } from './runParameters';
import { affects } from './settings';

export interface SettingsUsers {
  readonly engine: LazyEngine;
  readonly registry: DatasetRegistry;
  readonly editors: DatasetEditorProvider;
  readonly parameters: RunParameters;
}

/** Lets every part follow the settings that it was made with. */
export function followSettings(users: SettingsUsers, onError: (error: unknown) => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    apply(event, users).catch(onError);
  });
}

async function apply(event: vscode.ConfigurationChangeEvent, users: SettingsUsers): Promise<void> {
  const { engine, registry, editors, parameters } = users;
  if (affects(event, RUN_SETTINGS)) {
    parameters.forget();
    await editors.refreshSettings();
  }
  if (affects(event, ENGINE_SETTINGS) && engine.started) await engine.replace();
  if (affects(event, ['fields'])) await Promise.all(registry.sessions.map((session) => session.reopen()));
}
