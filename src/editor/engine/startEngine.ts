import type * as vscode from 'vscode';
import type { StartedEngine } from './lazyEngine';

export async function startEngine(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): Promise<StartedEngine> {
  throw new Error('no engine yet');
}
