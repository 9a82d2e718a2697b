import * as vscode from 'vscode';
import { DATASET_EDITOR } from '../contributions/views';

const SAMPLE = 'instruction-mix.jsonl';

/** Where the sample is shipped, and where a copy of it may be written to. */
export interface SampleFolders {
  readonly extensionUri: vscode.Uri;
  readonly storageUri: vscode.Uri;
}

/** Opens a copy of the bundled dataset, which may be edited and exported beside; the one from before, if there is any. */
export async function openSample({ extensionUri, storageUri }: SampleFolders): Promise<void> {
  const copy = vscode.Uri.joinPath(storageUri, 'sample', SAMPLE);
  const isThere = await vscode.workspace.fs.stat(copy).then(
    () => true,
    () => false,
  );
  if (!isThere) await vscode.workspace.fs.copy(vscode.Uri.joinPath(extensionUri, 'media', 'samples', SAMPLE), copy);
  await vscode.commands.executeCommand('vscode.openWith', copy, DATASET_EDITOR);
}
