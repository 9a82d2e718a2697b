import * as vscode from 'vscode';
import type { EngineClient } from '../engine/engineClient';
import { ENGINE_SETTINGS, RUN_SETTINGS, TRAINING_VIEW_SETTINGS } from './contributions/settings';
import type { DatasetEditorProvider } from './datasetEditor/datasetEditorProvider';
import type { DatasetRegistry } from './datasets/datasetRegistry';
import type { EmbedderSummaries } from './engineHost/embedderSummaries';
import type { RunParameters } from './runParameters';
import { affects } from './settings';

export interface SettingsUsers {
  readonly engine: Pick<EngineClient, 'started' | 'restart'>;
  readonly registry: DatasetRegistry;
  readonly editors: DatasetEditorProvider;
  readonly parameters: RunParameters;
  readonly embedders: EmbedderSummaries;
}

/** Lets every part follow the settings that it was made with. */
export function followSettings(users: SettingsUsers, onError: (error: unknown) => void): vscode.Disposable {
  const refresh = (): void => void users.editors.refreshSettings().catch(onError);
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((event) => {
      apply(event, users).catch(onError);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(refresh),
    new vscode.Disposable(users.embedders.onLearned(refresh)),
  );
}

async function apply(event: vscode.ConfigurationChangeEvent, users: SettingsUsers): Promise<void> {
  const { engine, registry, editors, parameters, embedders } = users;
  if (affects(event, RUN_SETTINGS)) {
    if (affects(event, ['budget', 'threshold'])) parameters.forget();
    embedders.forget();
    await editors.refreshSettings();
  }
  if (affects(event, TRAINING_VIEW_SETTINGS)) await editors.refreshSettings();
  if (affects(event, ENGINE_SETTINGS) && engine.started) await engine.restart();
  if (affects(event, ['fields'])) await Promise.all(registry.sessions.map((session) => session.reopen()));
}
