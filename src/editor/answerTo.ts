import * as vscode from 'vscode';

type Input = vscode.QuickInput & Pick<vscode.InputBox, 'buttons' | 'onDidTriggerButton' | 'onDidAccept'>;

/**
 * Shows an input until it is answered or left.
 * @param answerOf what accepting it comes to; undefined = that is no answer, and the input stays
 * @param back what its back button comes to; absent = it has none
 * @returns undefined when it was left
 */
export function answerTo<T>(input: Input, answerOf: () => T | undefined, back?: T): Promise<T | undefined> {
  if (back !== undefined) input.buttons = [vscode.QuickInputButtons.Back];
  return new Promise((resolve) => {
    const end = (answer: T | undefined): void => {
      resolve(answer);
      input.dispose();
    };
    input.onDidTriggerButton(() => end(back));
    input.onDidAccept(() => {
      const answer = answerOf();
      if (answer !== undefined) end(answer);
    });
    input.onDidHide(() => end(undefined));
    input.show();
  });
}
