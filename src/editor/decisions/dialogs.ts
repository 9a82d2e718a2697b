import * as vscode from 'vscode';
import { plainMessage } from '../errors/plainMessage';
import type { AskForText } from './decideRows';
import type { OfferToTakeOver } from './offerFormerDecisions';

export const askForText: AskForText = async ({ title, value }) => vscode.window.showInputBox({ title, value });

export const offerToTakeOver: OfferToTakeOver = async (message, action) =>
  (await vscode.window.showInformationMessage(plainMessage(message), action)) === action;
