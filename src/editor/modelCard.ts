import * as vscode from 'vscode';

/** Shows what the embedded models are, what they were trained on and where they fail. */
export async function showModelCard(extensionUri: vscode.Uri): Promise<void> {
  const card = vscode.Uri.joinPath(extensionUri, 'dist', 'models', 'MODEL_CARD.md');
  await vscode.commands.executeCommand('markdown.showPreview', card);
}
