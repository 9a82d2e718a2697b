import * as vscode from 'vscode';
import { plainMessage } from './plainMessage';

/** Whether a person who is warned of something takes the one action that there is; nothing else can be done meanwhile. */
export async function agreesOnceWarned(message: string, action: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(plainMessage(message), { modal: true }, action)) === action;
}
