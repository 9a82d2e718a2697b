import * as vscode from 'vscode';
import { REPOSITORY_NAME } from '../../common/hub';
import { KNOWN_EMBEDDERS } from '../../protocol/hubModels';
import { COMMANDS } from '../contributions/commands';
import { plainMessage } from '../errors/plainMessage';
import { withProgress } from '../withProgress';
import type { DownloadDialogs } from './downloadModel';

const DOWNLOAD = 'Download';
const OPEN_PAGE = 'Open Page';

export const DOWNLOAD_DIALOGS: DownloadDialogs = {
  askForRepository,
  agrees: async (question, detail, page) => {
    const answer = await vscode.window.showInformationMessage(
      plainMessage(question),
      { modal: true, detail: plainMessage(detail) },
      DOWNLOAD,
      OPEN_PAGE,
    );
    if (answer === OPEN_PAGE) await vscode.env.openExternal(vscode.Uri.parse(page, true));
    return answer === DOWNLOAD;
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
      detail: `Embedder, ${dimensions} dimensions; ${recommendedThreshold === null ? 'calibrate its threshold' : `threshold ${recommendedThreshold}`}`,
    }),
  );
  const other: RepositoryItem = {
    repository: null,
    label: 'Another model…',
    detail: 'Any repository with an ONNX export',
  };
  const chosen = await vscode.window.showQuickPick([...known, other], {
    title: 'Download Model',
    placeHolder: 'A model of the Hugging Face hub',
  });
  if (chosen === undefined || chosen.repository !== null) return chosen?.repository ?? undefined;
  const typed = await vscode.window.showInputBox({
    title: 'Download Model',
    prompt: 'Its name on the hub',
    placeHolder: 'owner/name',
    ignoreFocusOut: true,
    validateInput: (text) => (REPOSITORY_NAME.test(text.trim()) ? undefined : 'Type owner/name.'),
  });
  return typed?.trim();
}
