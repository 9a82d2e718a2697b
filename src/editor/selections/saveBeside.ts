import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { filesOfDataset } from '../../dataset/containers/pool/poolFile';
import { assertNotDataset } from '../../dataset/protectDataset';
import type { SavedKind } from '../../protocol/pages/selectionsPage';

/**
 * Asks for a file, beside the dataset unless the user says otherwise, and writes it.
 * @returns null where the user chose none
 * @throws DeitaError `usage` for the dataset itself
 */
export async function saveBeside(
  dataset: vscode.Uri,
  kind: SavedKind,
  content: string | Buffer,
): Promise<{ readonly fileName: string } | null> {
  const { dir, name } = path.parse(dataset.fsPath);
  const target = await vscode.window.showSaveDialog({
    title: l10n.t('Save the comparison'),
    defaultUri: vscode.Uri.file(path.join(dir, `${name}.${kind}`)),
  });
  if (target === undefined) return null;
  await assertNotDataset(await filesOfDataset(dataset.fsPath), target.fsPath);
  await vscode.workspace.fs.writeFile(target, Buffer.from(content));
  return { fileName: path.basename(target.fsPath) };
}
