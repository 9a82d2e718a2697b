import * as vscode from 'vscode';
import { MODEL_CARD } from './contributions/files';

/** Shows what the built-in scorer is, what it was trained on and where it fails. */
export async function showModelCard(extensionUri: vscode.Uri): Promise<void> {
  const card = vscode.Uri.joinPath(extensionUri, 'dist', 'models', MODEL_CARD);
  await vscode.commands.executeCommand('markdown.showPreview', card);
}
