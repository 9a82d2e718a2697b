import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { REPOSITORY_NAME } from '../../common/hub';
import { KNOWN_EMBEDDERS } from '../../protocol/hubModels';
import { COMMANDS } from '../contributions/commands';
import { plainMessage } from '../errors/plainMessage';
import { withProgress } from '../withProgress';
import { formatCount, formatThreshold } from '../../wording/numbers';
import type { DownloadDialogs } from './downloadModel';

export const DOWNLOAD_DIALOGS: DownloadDialogs = {
  askForRepository,
  agrees: async (question, detail, page) => {
    const [download, openPage] = [l10n.t('Download'), l10n.t('Open Page')];
    const answer = await vscode.window.showInformationMessage(
      plainMessage(question),
      { modal: true, detail: plainMessage(detail) },
      download,
      openPage,
    );
    if (answer === openPage) await vscode.env.openExternal(vscode.Uri.parse(page, true));
    return answer === download;
  },
  withProgress: (repository, work) => withProgress(`DEITA: ${repository}`, work),
  offer: async (message, action) =>
    (await vscode.window.showInformationMessage(plainMessage(message), action)) === action,
  calibrate: () => vscode.commands.executeCommand(COMMANDS.calibrateThreshold),
};

interface RepositoryItem extends vscode.QuickPickItem {
  readonly repository: string | null;
}

async function askForRepository(): Promise<string | undefined> {
  const known: RepositoryItem[] = KNOWN_EMBEDDERS.map(
    ({ repository, languages, dimensions, recommendedThreshold }) => ({
      repository,
      label: repository,
      description: languages,
      detail:
        recommendedThreshold === null
          ? l10n.t('Embedder, {0} dimensions; calibrate its threshold', formatCount(dimensions))
          : l10n.t(
              'Embedder, {0} dimensions; threshold {1}',
              formatCount(dimensions),
              formatThreshold(recommendedThreshold),
            ),
    }),
  );
  const other: RepositoryItem = {
    repository: null,
    label: l10n.t('Another model…'),
    detail: l10n.t('Any repository with an ONNX export'),
  };
  const chosen = await vscode.window.showQuickPick([...known, other], {
    title: l10n.t('Download Model'),
    placeHolder: l10n.t('A model of the Hugging Face hub'),
  });
  if (chosen === undefined || chosen.repository !== null) return chosen?.repository ?? undefined;
  const typed = await vscode.window.showInputBox({
    title: l10n.t('Download Model'),
    prompt: l10n.t('Its name on the hub'),
    placeHolder: 'owner/name',
    ignoreFocusOut: true,
    validateInput: (text) => (REPOSITORY_NAME.test(text.trim()) ? undefined : l10n.t('Type owner/name.')),
  });
  return typed?.trim();
}
