import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { embedderFamily, type ModelEmbedderChoice } from '../../choices/embedders';
import { scorerFamily, type ScorerChoice } from '../../choices/scorers';
import { runFolderItem, workspaceRuns } from '../annotate/workspaceRuns';
import { agreesOnceWarned } from '../errors/agreesOnceWarned';
import { plainMessage } from '../errors/plainMessage';
import { plainLabel } from '../plainLabel';
import { withProgress } from '../withProgress';
import type { AskingParts } from '../annotate/askingQuestions';
import { askForDirect } from './directQuestions';
import type { TrainDialogs } from './trainScorer';

/** Of a trained scorer's folder. */
const REPORT = 'README.md';

export function trainDialogs(parts: AskingParts): TrainDialogs {
  return { ...DIALOGS, askForDirect: (runs) => askForDirect(runs, parts) };
}

const DIALOGS: Omit<TrainDialogs, 'askForDirect'> = {
  askForRuns,
  askForTeacher: async (choices) => {
    const items = choices.map((choice) => ({ choice, ...teacherItem(choice) }));
    const placeHolder = l10n.t('Whose scores shall it learn?');
    return (await vscode.window.showQuickPick(items, { title: l10n.t('DEITA: Distil Scorer'), placeHolder }))?.choice;
  },
  askForRows: async (teacher, proposed) => {
    const text = await vscode.window.showInputBox({
      title: l10n.t('DEITA: Distil Scorer'),
      prompt: l10n.t(
        'How many rows shall {0} score for the new scorer to learn from? Cached scores cost nothing',
        teacher,
      ),
      value: String(proposed),
      ignoreFocusOut: true,
      validateInput: (typed) =>
        /^[1-9]\d{0,6}$/.test(typed.trim()) ? undefined : l10n.t('Type a whole number from 1'),
    });
    return text === undefined ? undefined : Number(text);
  },
  askForEmbedder: async (choices) => {
    const items = choices.map((choice) => ({ choice, ...embedderItem(choice) }));
    const placeHolder = l10n.t('Which embedder shall it learn on? It needs the same one whenever it scores');
    return (await vscode.window.showQuickPick(items, { title: l10n.t('DEITA: Train Scorer'), placeHolder }))?.choice;
  },
  askForOutput: async (proposed) => {
    const text = await vscode.window.showInputBox({
      title: l10n.t('DEITA: Train Scorer'),
      prompt: l10n.t('The folder to write the scorer to'),
      value: proposed,
      valueSelection: [proposed.length, proposed.length],
      ignoreFocusOut: true,
      validateInput: (typed) => (path.isAbsolute(typed.trim()) ? undefined : l10n.t('Type the whole path')),
    });
    return text?.trim();
  },
  agreesToReplace: (message) => agreesOnceWarned(message, l10n.t('Replace')),
  withProgress,
  showReport: (folder) =>
    vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.file(path.join(folder, REPORT))),
  offerToUse: async (message) => {
    const use = l10n.t('Use It');
    return (await vscode.window.showInformationMessage(plainMessage(message), use)) === use;
  },
};

async function askForRuns(): Promise<readonly string[] | undefined> {
  const title = l10n.t('DEITA: Train Scorer');
  const runs = await workspaceRuns();
  if (runs.length === 0) {
    const options = { title, openLabel: l10n.t('Train'), canSelectFiles: false, canSelectFolders: true };
    return (await vscode.window.showOpenDialog({ ...options, canSelectMany: true }))?.map(({ fsPath }) => fsPath);
  }
  const items = runs.map((folder) => ({ ...runFolderItem(folder), picked: runs.length === 1 }));
  const placeHolder = l10n.t('Which runs shall it learn from? Several are joined');
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder, canPickMany: true });
  return picked?.map(({ folder }) => folder.fsPath);
}

function teacherItem(choice: ScorerChoice): vscode.QuickPickItem {
  const family = scorerFamily(choice);
  const label = plainLabel(family.name);
  return family.origin === 'data'
    ? { label, detail: l10n.t('The scores that the rows carry') }
    : { label, description: plainLabel(family.label(choice)) };
}

function embedderItem(choice: ModelEmbedderChoice): { readonly label: string } {
  return { label: plainLabel(embedderFamily(choice).label(choice)) };
}
