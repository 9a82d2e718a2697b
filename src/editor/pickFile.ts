import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { FolderEntry } from './findEntries';
import { plainLabel } from './plainLabel';
import { workspaceEntries } from './workspaceEntries';

export interface FileQuestion {
  readonly title: string;
  readonly ask: string;
  /** Endings of files, without the dot. */
  readonly extensions: readonly string[];
  /** Offered as an answer; absent = a file is needed. */
  readonly none?: string;
}

/** null = another one; '' = none. */
interface FileItem extends vscode.QuickPickItem {
  readonly file: string | null;
}

/** What sheets and runs are made of. */
const WRITTEN = /\.(sheet|evol)[/\\]/i;

/** Asks for a file: one of the workspace, or another. @returns '' = none; undefined = the user gave up */
export async function pickFile({ title, ask, extensions, none }: FileQuestion): Promise<string | undefined> {
  const isWanted = ({ name, isFolder }: FolderEntry): boolean =>
    !isFolder && extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`));
  const files = (await workspaceEntries(isWanted)).map(({ fsPath }) => fsPath).filter((file) => !WRITTEN.test(file));
  const items: FileItem[] = [
    ...(none === undefined ? [] : [{ label: none, file: '' }]),
    ...files.sort().map((file) => ({ label: plainLabel(vscode.workspace.asRelativePath(file)), file })),
    { label: `$(file) ${l10n.t('Another file…')}`, file: null, alwaysShow: true },
  ];
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: ask, ignoreFocusOut: true });
  if (picked?.file !== null) return picked?.file;
  const [chosen] = (await vscode.window.showOpenDialog({ title: ask, filters: { [ask]: [...extensions] } })) ?? [];
  return chosen?.fsPath;
}
