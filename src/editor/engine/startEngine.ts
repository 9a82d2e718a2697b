import * as vscode from 'vscode';
import type { StartedEngine } from './lazyEngine';
import { readSetting } from '../settings';
import { cacheFolder } from './cacheFolder';
import { plainMessage } from '../errors/plainMessage';
import type { EngineNotifications } from '../../protocol/requests';

/** Starts the engine's process with the settings as they are now. */
export async function startEngine(
  { extensionUri, globalStorageUri }: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): Promise<StartedEngine> {
  // Loaded with the first engine, not at activation.
  const { EngineClient } = await import('../../engine/engineClient');
  const nodePath = readSetting('engine.nodePath', null).trim();
  const options = {
    cacheDir: cacheFolder(globalStorageUri),
    modelDir: vscode.Uri.joinPath(extensionUri, 'dist', 'models').fsPath,
    threads: readSetting('threads', null),
    executionProvider: readSetting('onnx.executionProvider', null),
    nodePath: nodePath === '' ? null : nodePath,
  };
  return EngineClient.start(options, (entry) => write(log, entry));
}

function write(log: vscode.LogOutputChannel, { level, message, notify }: EngineNotifications['log']): void {
  log[level](message);
  if (notify === true) void vscode.window.showWarningMessage(plainMessage(message));
}
