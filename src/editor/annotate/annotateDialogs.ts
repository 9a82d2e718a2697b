import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { runSteps } from '../connectScorer/quickSteps';
import { askWithKeys } from '../connectScorer/typedKeys';
import { COMMANDS } from '../contributions/commands';
import { plainMessage } from '../errors/plainMessage';
import { editorModels, type EditorModel } from '../languageModels/editorModels';
import { withProgress } from '../withProgress';
import type { AnnotateDialogs, NextStep } from './annotateDataset';
import { newDraft, resumedDraft, type AnnotateDraft } from './annotateDraft';
import type { AskingParts } from './askingQuestions';
import { questionsFor, questionsToGoOn, runItems } from './annotateQuestions';

export function annotateDialogs({ engine, keys, price, baseUrl }: AskingParts): AnnotateDialogs {
  const ask = async (
    draft: AnnotateDraft,
    models: readonly EditorModel[],
    hasRowsInView: boolean,
    questions: typeof questionsFor,
  ): Promise<AnnotateDraft | undefined> => {
    const answered = await askWithKeys(
      { engine, keys },
      (servers) => runSteps(() => questions(draft, { servers, editorModels: models, hasRowsInView, price })),
      () => [draft.baseUrl],
    );
    return answered ? draft : undefined;
  };
  return {
    chooseRun: async (runs) => {
      const picked = await vscode.window.showQuickPick(
        runItems(runs, ({ folder }) => path.basename(folder)),
        {
          title: l10n.t('DEITA: Annotate with EVOL'),
          placeHolder: l10n.t('Go on with a run, or begin another?'),
          ignoreFocusOut: true,
        },
      );
      return picked?.run;
    },
    askForRun: async (hasRowsInView) => ask(newDraft(baseUrl), await editorModels(), hasRowsInView, questionsFor),
    askToGoOn: async (run) => {
      const models = await editorModels();
      const kind = models.some(({ name }) => name === run.parameters.model) ? 'editor' : 'server';
      return ask(resumedDraft(run, kind, baseUrl), models, false, questionsToGoOn);
    },
    agrees: async (message, action) =>
      (await vscode.window.showInformationMessage(plainMessage(message), { modal: true }, action)) === action,
    withProgress,
    offer,
    inspect: (folder) => vscode.commands.executeCommand(COMMANDS.inspectRun, vscode.Uri.file(folder)),
    train: (folder) => vscode.commands.executeCommand(COMMANDS.trainScorer, vscode.Uri.file(folder)),
  };
}

/** The message stays until it is answered or closed. */
async function offer(
  level: 'info' | 'warning',
  message: string,
  steps: readonly NextStep[],
): Promise<NextStep | undefined> {
  const titles: Readonly<Record<NextStep, string>> = {
    goOn: l10n.t('Go On'),
    inspect: l10n.t('Inspect'),
    train: l10n.t('Train Scorer…'),
  };
  const show = level === 'info' ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const answer = await show(plainMessage(message), ...steps.map((step) => titles[step]));
  return steps.find((step) => titles[step] === answer);
}
