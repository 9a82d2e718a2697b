import * as vscode from 'vscode';
import { plainMessage } from '../errors/plainMessage';
import type { ApplyDialogs } from './applyEdits';
import type { AskForText } from './decideRows';
import type { TellOfDecision } from '../nearDuplicates/decideGroups';
import type { OfferToTakeOver } from './offerFormerDecisions';

export const askForText: AskForText = async ({ title, value }) => vscode.window.showInputBox({ title, value });

/** Tells the user something, with one thing to do about it. */
export const offerAction: OfferToTakeOver = async (message, action) =>
  (await vscode.window.showInformationMessage(plainMessage(message), action)) === action;

export const offerToTakeOver: OfferToTakeOver = offerAction;

export const tellWithUndo: TellOfDecision = offerAction;

export const APPLY_DIALOGS: ApplyDialogs = {
  isUnsaved: (file) =>
    vscode.workspace.textDocuments.some(({ uri, isDirty }) => uri.scheme === 'file' && uri.fsPath === file && isDirty),
  confirm: async ({ message, detail, action }) =>
    (await vscode.window.showWarningMessage(plainMessage(message), { modal: true, detail }, action)) === action,
  tell: offerAction,
};
