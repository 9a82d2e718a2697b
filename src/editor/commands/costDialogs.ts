import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { readSetting } from '../settings';
import type { CostConsent } from './costConfirmation';

/** Asks the person in front of the editor, with the price and the limit that they have set. */
export const COST_DIALOGS: CostConsent = {
  price: () => readSetting('server.pricePerMillionTokens', null),
  limit: () => readSetting('server.confirmAboveCost', null),
  tell: (message) => void vscode.window.showInformationMessage(message),
  ask: async (message, detail) => {
    const run = l10n.t('Run');
    return (await vscode.window.showWarningMessage(message, { modal: true, detail }, run)) === run;
  },
};
