import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { HUB_ENDPOINT, hubNameParts, REPOSITORY_NAME } from '../../common/hub';
import { DATASET_EDITOR } from '../contributions/views';
import { agreesOnceWarned } from '../errors/agreesOnceWarned';
import { plainMessage } from '../errors/plainMessage';
import { plainLabel } from '../plainLabel';
import { withProgress } from '../withProgress';
import type { HubDialogs } from './openFromHub';
import type { TokenDialogs } from './setHubToken';

export const HUB_DIALOGS: HubDialogs = {
  askForDataset: async () => {
    const typed = await vscode.window.showInputBox({
      title: title(),
      prompt: l10n.t('Its name on the hub'),
      placeHolder: l10n.t('owner/name, or owner/name@revision'),
      ignoreFocusOut: true,
      validateInput: (text) =>
        isDatasetName(text.trim()) ? undefined : l10n.t('Type owner/name or owner/name@revision.'),
    });
    return typed?.trim();
  },
  askForSplit: async (about, choices) => {
    const items = choices.map((choice) => ({
      choice,
      label: plainLabel(`${choice.config} / ${choice.split}`),
      description: choice.size,
    }));
    const options = { title: title(), placeHolder: plainLabel(about), ignoreFocusOut: true };
    return (await vscode.window.showQuickPick(items, options))?.choice;
  },
  askForFolder: async (name) => {
    const [folder] =
      (await vscode.window.showOpenDialog({
        title: plainLabel(l10n.t('Folder in which {0} gets a folder', name)),
        openLabel: l10n.t('Download'),
        canSelectFiles: false,
        canSelectFolders: true,
      })) ?? [];
    return folder?.fsPath;
  },
  mayReplace: (message) => agreesOnceWarned(message, l10n.t('Overwrite')),
  askForToken: async ({ message, hint }, page) => {
    const [give, open] = [l10n.t('Give Access Token…'), l10n.t('Open Page')];
    const options = { modal: true, detail: plainMessage(hint ?? '') };
    const answer = await vscode.window.showWarningMessage(plainMessage(message), options, give, open);
    if (answer === undefined) return undefined;
    if (answer === open) await vscode.env.openExternal(vscode.Uri.parse(page, true));
    return (await typeToken(l10n.t('An access token of yours for {0}', HUB_ENDPOINT))) || undefined;
  },
  withProgress: (name, work) => withProgress(`DEITA: ${name}`, work),
  open: (dataset) => vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(dataset), DATASET_EDITOR),
};

export const TOKEN_DIALOGS: TokenDialogs = {
  typeToken,
  tell: (message) => void vscode.window.showInformationMessage(message),
};

async function typeToken(prompt: string): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: l10n.t('Access Token of the Hub'),
    prompt,
    password: true,
    ignoreFocusOut: true,
  });
  return typed?.trim();
}

function title(): string {
  return l10n.t('Dataset from the Hugging Face Hub');
}

function isDatasetName(text: string): boolean {
  const { repository, revision } = hubNameParts(text);
  return REPOSITORY_NAME.test(repository) && revision !== '';
}
