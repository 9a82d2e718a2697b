import * as vscode from 'vscode';
import type { EngineClientOptions } from '../../engine/engineClient';
import type { EngineNotifications } from '../../protocol/requests';
import { showWarning } from '../errors/errorMessages';
import type { PlainLog } from '../plainLog';
import { readSetting } from '../settings';
import { cacheFolder } from './cacheFolder';

/** What the engine starts with, by the settings as they are now. */
export function engineOptions({ extensionUri, globalStorageUri }: vscode.ExtensionContext): EngineClientOptions {
  const nodePath = readSetting('engine.nodePath', null).trim();
  return {
    cacheDir: cacheFolder(globalStorageUri),
    modelDir: vscode.Uri.joinPath(extensionUri, 'dist', 'models').fsPath,
    threads: readSetting('threads', null),
    executionProvider: readSetting('onnx.executionProvider', null),
    nodePath: nodePath === '' ? null : nodePath,
  };
}

/** Writes what the engine says into DEITA's log. */
export function logEngine(log: PlainLog, { level, message, notify, code }: EngineNotifications['log']): void {
  log[level](message);
  if (notify === true) showWarning(message, code);
}
