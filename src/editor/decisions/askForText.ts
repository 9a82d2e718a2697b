import * as vscode from 'vscode';
import type { AskForText } from './decideRows';

export const askForText: AskForText = async ({ title, value }) => vscode.window.showInputBox({ title, value });
