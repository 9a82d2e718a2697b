import * as l10n from '@vscode/l10n';
import { parse } from 'jsonc-parser';
import * as vscode from 'vscode';
import { RESTRICTED_SETTINGS, SETTINGS_SECTION, type SettingKey } from '../contributions/settings';
import { settingsIn } from './settingsIn';

/**
 * The settings that this workspace has a value for which is ignored, because the workspace is not trusted. VS Code
 * hides such values from extensions, so the files are looked at.
 */
export async function ignoredSettings(): Promise<SettingKey[]> {
  if (vscode.workspace.isTrusted) return [];
  const contents = await Promise.all(settingsFiles().map(read));
  return RESTRICTED_SETTINGS.filter((key) => contents.some((found) => found.has(key)));
}

/** One sentence for people; undefined when nothing is ignored. */
export function describeIgnored(keys: readonly SettingKey[]): string | undefined {
  if (keys.length === 0) return undefined;
  const names = keys.map((key) => `${SETTINGS_SECTION}.${key}`).join(', ');
  return l10n.t('This workspace is not trusted: its values of {0} are ignored.', names);
}

function settingsFiles(): vscode.Uri[] {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  const ofFolders = workspaceFolders.map(({ uri }) => vscode.Uri.joinPath(uri, '.vscode', 'settings.json'));
  return workspaceFile === undefined || workspaceFile.scheme === 'untitled' ? ofFolders : [workspaceFile, ...ofFolders];
}

async function read(file: vscode.Uri): Promise<ReadonlySet<string>> {
  try {
    const content: unknown = parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
    const isWorkspaceFile = file.toString() === vscode.workspace.workspaceFile?.toString();
    return settingsIn(isWorkspaceFile ? (content as { settings?: unknown } | null)?.settings : content);
  } catch {
    return new Set(); // Most folders have no settings of their own.
  }
}
