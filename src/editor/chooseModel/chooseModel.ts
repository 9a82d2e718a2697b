import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ModelRole } from '../../choices/families';
import { EDITOR_MODEL, EDITOR_SCORER } from '../../choices/scorers/editor';
import type { ModelOption } from '../../choices/option';
import { DeitaError } from '../../common/errors';
import type { SettingKey, Settings } from '../contributions/settings';
import { openSettings } from '../errors/errorMessages';
import { embedderFrom, type ReadSetting, scorerFrom } from '../modelChoices';
import { saveSettings } from '../saveSettings';
import { readSetting } from '../settings';
import { chooseEditorModel } from './chooseEditorModel';
import { missingPaths, modelPicks } from './modelPicks';

/** Asks which scorer or embedder to use, and for what that needs; nothing changes until all of it is known. */
export async function chooseModel(
  role: ModelRole,
  dataset: vscode.Uri | null,
  connect: () => Promise<void>,
): Promise<void> {
  const read = (setting: string): unknown => readSetting(setting as SettingKey, dataset);
  const pick = await vscode.window.showQuickPick(modelPicks(role, read(role)), {
    title: role === 'scorer' ? l10n.t('Where scores come from') : l10n.t('Where embeddings come from'),
  });
  if (pick === undefined) return;
  const { family } = pick;
  if (family === 'server' && !isSetUp(role, family, read)) {
    await setUpServer(role, connect);
    return;
  }
  if (family === EDITOR_SCORER.kind) {
    const model = await chooseEditorModel(read(EDITOR_MODEL.setting));
    if (model !== undefined) await saveSettings({ ...model, scorer: family });
    return;
  }
  const paths = await askForPaths(missingPaths(role, family, read));
  if (paths !== undefined) await saveSettings({ ...paths, [role]: family });
}

/** Whether the settings hold all that the family needs. */
function isSetUp(role: ModelRole, family: string, read: (setting: string) => unknown): boolean {
  const withFamily: ReadSetting = (key) => (key === role ? family : read(key));
  try {
    if (role === 'scorer') scorerFrom(withFamily, '');
    else embedderFrom(withFamily, '');
    return true;
  } catch (error) {
    if (error instanceof DeitaError) return false;
    throw error;
  }
}

/** Scorers have questions of their own; an embedder's few settings are filled in where they are. */
async function setUpServer(role: ModelRole, connect: () => Promise<void>): Promise<void> {
  if (role === 'scorer') {
    await connect();
    return;
  }
  await saveSettings({ embedder: 'server' });
  openSettings('deita.server.embedding');
}

/** @returns undefined when one of the dialogs was cancelled */
async function askForPaths(options: readonly ModelOption[]): Promise<Partial<Settings> | undefined> {
  const values: Record<string, unknown> = {};
  for (const option of options) {
    const isFile = 'placeholder' in option && option.placeholder === 'FILE';
    const chosen = await vscode.window.showOpenDialog({
      title: option.help.replaceAll('\n', ' '),
      canSelectFiles: isFile,
      canSelectFolders: !isFile,
      canSelectMany: option.type === 'paths',
    });
    if (chosen === undefined) return undefined;
    const files = chosen.map(({ fsPath }) => fsPath);
    values[option.setting] = option.type === 'paths' ? files : files[0];
  }
  return values;
}
