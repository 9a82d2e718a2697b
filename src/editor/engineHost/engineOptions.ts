import * as vscode from 'vscode';
import type { EngineClientOptions } from '../../engine/engineClient';
import { EDITOR_MODELS } from '../languageModels/editorModels';
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
    host: EDITOR_MODELS,
  };
}
