import * as vscode from 'vscode';
import { deleteKeptRun, type KeptRun } from '../../dataset/keptRuns';

/** Where there is no trash, as on some servers, it is deleted. */
export async function moveToTrash(run: KeptRun): Promise<void> {
  try {
    await vscode.workspace.fs.delete(vscode.Uri.file(run.file), { useTrash: true });
  } catch {
    await deleteKeptRun(run);
  }
}
