import * as vscode from 'vscode';
import { isCancelled } from '../../common/errors';
import { HUB_ENDPOINT, REPOSITORY_NAME } from '../../common/hub';
import { type DownloadedHubModel, formatMegabytes, type HubModel, KNOWN_EMBEDDERS } from '../../protocol/hubModels';
import type { EngineApi } from '../../protocol/requests';
import { abortOnCancel } from '../abortOnCancel';
import { saveSettings } from '../saveSettings';
import { COMMANDS } from '../contributions/commands';
import type { Settings } from '../contributions/settings';
import { plainMessage } from '../errors/plainMessage';
import { readSetting } from '../settings';

type Engine = Pick<EngineApi, 'request'>;

const DOWNLOAD = 'Download';
const OPEN_PAGE = 'Open Page';

/** Asks for a model on the hub, says what it is and under which licence, brings it here and offers to use it. */
export async function downloadModel(engine: Engine): Promise<void> {
  const repository = await askForRepository();
  if (repository === undefined) return;
  const endpoint = readSetting('hub.endpoint', null).trim();
  const request = { repository, ...(endpoint === '' ? {} : { endpoint }) };
  const model = await engine.request('hub/describe', request);
  if (!(await agrees(model, endpoint === '' ? HUB_ENDPOINT : endpoint))) return;
  const downloaded = await withProgress(repository, (options) =>
    engine.request('hub/download', { ...request, modelsFolder: null }, options),
  );
  if (downloaded !== undefined) await offerToUse(downloaded);
}

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

async function agrees({ repository, bytes, license }: HubModel, endpoint: string): Promise<boolean> {
  const detail = plainMessage(`${formatMegabytes(bytes)}. Licence: ${license ?? 'none named; see its page'}.`);
  const question = plainMessage(`Download ${repository}?`);
  const answer = await vscode.window.showInformationMessage(question, { modal: true, detail }, DOWNLOAD, OPEN_PAGE);
  if (answer === OPEN_PAGE) await vscode.env.openExternal(vscode.Uri.parse(`${endpoint}/${repository}`, true));
  return answer === DOWNLOAD;
}

/** @returns undefined when the person has cancelled it */
function withProgress<T>(
  repository: string,
  work: (options: Parameters<EngineApi['request']>[2]) => Promise<T>,
): Thenable<T | undefined> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress(
    { location, title: `DEITA: ${plainMessage(repository)}`, cancellable: true },
    async (progress, token) => {
      let percent = 0;
      try {
        return await work({
          signal: abortOnCancel(token),
          onProgress: ({ done, total, message }) => {
            const now = total === null || total === 0 ? 0 : (100 * done) / total;
            progress.report({ message: plainMessage(message), increment: now - percent });
            percent = now;
          },
        });
      } catch (error) {
        if (isCancelled(error)) return undefined;
        throw error;
      }
    },
  );
}

const USE = 'Use as Embedder';
const CALIBRATE = 'Calibrate Threshold';

async function offerToUse({ repository, folder }: DownloadedHubModel): Promise<void> {
  const message = plainMessage(`${repository} is in ${folder}.`);
  if ((await vscode.window.showInformationMessage(message, USE)) !== USE) return;
  const settings: Partial<Settings> = { 'onnx.embeddingModel': folder, embedder: 'onnx' };
  await saveSettings(settings);
  const known = KNOWN_EMBEDDERS.find((embedder) => embedder.repository === repository);
  if (typeof known?.recommendedThreshold === 'number') return;
  const next = 'No threshold is known for this embedder. Calibrating shows pairs of rows to choose it by.';
  if ((await vscode.window.showInformationMessage(next, CALIBRATE)) === CALIBRATE) {
    await vscode.commands.executeCommand(COMMANDS.calibrateThreshold);
  }
}
