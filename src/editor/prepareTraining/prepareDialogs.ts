import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import {
  gpusThatFit,
  SFT_RECIPE_NAMES,
  SFT_RECIPES,
  TRAINER_LABELS,
  TRAINERS,
  type SftRecipeName,
} from '../../choices/training';
import { rows } from '../../wording/counts';
import { formatCount } from '../../wording/numbers';
import { agreesOnceWarned } from '../errors/agreesOnceWarned';
import { plainMessage } from '../errors/plainMessage';
import { withProgress } from '../withProgress';
import type { PrepareDialogs } from './prepareTraining';

const README = 'README.md';

export const PREPARE_DIALOGS: PrepareDialogs = {
  askForTrainer: async () => {
    const items = TRAINERS.map((trainer) => ({ trainer, label: TRAINER_LABELS[trainer] }));
    const placeHolder = l10n.t('What will you train with?');
    return (await vscode.window.showQuickPick(items, { title: title(), placeHolder }))?.trainer;
  },
  askForRecipe: async () => {
    const items = SFT_RECIPE_NAMES.map(recipeItem);
    const placeHolder = l10n.t('By which recipe?');
    return (await vscode.window.showQuickPick(items, { title: title(), placeHolder }))?.recipe;
  },
  askForBaseModel: (proposed) =>
    askForText({
      prompt: l10n.t('The model to train: its name on the hub, or a folder'),
      value: proposed,
      validateInput: (typed) => (typed.trim() === '' ? l10n.t('Type a name') : undefined),
    }),
  askForGpus: async (batch) => {
    const fitting = gpusThatFit(batch);
    const expected = l10n.t('One of {0}: the batch of {1} is split evenly', fitting.join(', '), rows(batch));
    const typed = await askForText({
      prompt: l10n.t('How many GPUs?'),
      value: '1',
      validateInput: (text) => (fitting.includes(Number(text)) ? undefined : expected),
    });
    return typed === undefined ? undefined : Number(typed);
  },
  askForOutput: (proposed) =>
    askForText({
      prompt: l10n.t('The folder to write'),
      value: proposed,
      validateInput: (typed) => (path.isAbsolute(typed.trim()) ? undefined : l10n.t('Type the whole path')),
    }),
  agreesToReplace: (message) => agreesOnceWarned(message, l10n.t('Replace')),
  withProgress,
  showReadme: ({ folder, refused, leftBehind }) => {
    if (refused.rows > 0) {
      const leftOut = l10n.t(
        '{0} left out: the trainer would refuse them. {1} lists why.',
        rows(refused.rows),
        refused.file,
      );
      void vscode.window.showWarningMessage(plainMessage(leftOut));
    }
    if (leftBehind !== undefined) {
      const still = l10n.t('Still there, and not of this preparation: {0}', leftBehind.join(', '));
      void vscode.window.showWarningMessage(plainMessage(still));
    }
    return vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.file(path.join(folder, README)));
  },
};

function title(): string {
  return l10n.t('DEITA: Prepare Training');
}

async function askForText(options: vscode.InputBoxOptions): Promise<string | undefined> {
  return (await vscode.window.showInputBox({ title: title(), ignoreFocusOut: true, ...options }))?.trim();
}

function recipeItem(recipe: SftRecipeName) {
  const { label, epochs, batch, learningRate } = SFT_RECIPES[recipe];
  const detail = l10n.t(
    '{0} epochs, {1} per step, learning rate {2}',
    formatCount(epochs),
    rows(batch),
    String(learningRate),
  );
  return { recipe, label, description: recipe, detail };
}
