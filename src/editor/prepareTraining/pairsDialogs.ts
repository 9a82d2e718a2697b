import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { pickFile } from '../pickFile';
import { PREPARE_DIALOGS } from './prepareDialogs';
import type { PairsDialogs, PrepareDialogs } from './prepareTraining';

export const PAIRS_DIALOGS: PrepareDialogs & PairsDialogs = {
  ...PREPARE_DIALOGS,
  askForOrder: async () => {
    const items = [
      { by: 'random' as const, label: l10n.t('Random'), detail: l10n.t('Drawn by a seed, as the paper does') },
      { by: 'margin' as const, label: l10n.t('Margin'), detail: l10n.t('The largest difference of ratings first') },
    ];
    const options = { title: title(), placeHolder: l10n.t('Which pairs?'), ignoreFocusOut: true };
    return (await vscode.window.showQuickPick(items, options))?.by;
  },
  askForCount: async (proposed) => {
    const typed = await vscode.window.showInputBox({
      ...{ title: title(), ignoreFocusOut: true, value: String(proposed) },
      prompt: l10n.t('How many pairs at most?'),
      validateInput: (text) => (/^[1-9]\d{0,8}$/.test(text.trim()) ? undefined : l10n.t('Type a whole number from 1')),
    });
    return typed === undefined ? undefined : Number(typed);
  },
  askForExcluded: () =>
    pickFile({
      title: title(),
      ask: l10n.t('Leave out prompts that the fine-tuning had?'),
      extensions: ['jsonl', 'json'],
      none: l10n.t('Take all prompts'),
    }),
};

function title(): string {
  return l10n.t('DEITA: Prepare DPO Pairs');
}
