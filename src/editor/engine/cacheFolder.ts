import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { EngineClient } from '../../engine/engineClient';
import { readSetting } from '../settings';

/** A folder of our own inside the one that the setting names: clearing the cache must never delete anything else. */
const OWN_FOLDER = 'deita-cache';

/** Where the engine keeps scores, embeddings and results. */
export function cacheFolder(storage: vscode.Uri): string {
  const configured = readSetting('cacheDirectory', null).trim();
  return path.join(configured === '' ? storage.fsPath : configured, OWN_FOLDER);
}

const CLEAR = 'Clear Cache';

/** Deletes everything that was kept, once the person has agreed. The engine is down meanwhile. */
export async function clearCache(engine: Pick<EngineClient, 'restart'>, storage: vscode.Uri): Promise<void> {
  const question = 'Delete all cached scores and embeddings? The next selection computes them anew.';
  if ((await vscode.window.showWarningMessage(question, { modal: true }, CLEAR)) !== CLEAR) return;
  await engine.restart(() => rm(cacheFolder(storage), { recursive: true, force: true, maxRetries: 3 }));
}
