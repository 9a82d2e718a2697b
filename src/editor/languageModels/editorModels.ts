import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { cancelled } from '../../common/errors';
import { fault } from '../../messages/say';
import type { HostHandlers } from '../../protocol/hostRequests';
import { chatError } from './chatError';

/** A language model that the editor has: Copilot's, or any provider's that the user brought. */
export interface EditorModel {
  /** `VENDOR/ID` */
  readonly name: string;
  /** For people. */
  readonly label: string;
  readonly vendor: string;
}

/** To be asked for from a user's action: the editor may ask for consent. */
export async function editorModels(): Promise<EditorModel[]> {
  const models = await vscode.lm.selectChatModels();
  return models.map(({ vendor, id, name }) => ({ name: `${vendor}/${id}`, label: name === '' ? id : name, vendor }));
}

/** Answers the engine's questions by the editor's models: one message, no system message. */
export const EDITOR_MODELS: HostHandlers = {
  'chat/ask': async ({ model, prompt }, signal) => {
    const cancellation = new vscode.CancellationTokenSource();
    const cancel = (): void => cancellation.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      if (signal.aborted) throw cancelled();
      return { text: await ask(await find(model), prompt, cancellation.token) };
    } catch (error) {
      throw signal.aborted ? cancelled() : chatError(model, error);
    } finally {
      signal.removeEventListener('abort', cancel);
      cancellation.dispose();
    }
  },
};

async function find(model: string): Promise<vscode.LanguageModelChat> {
  const slash = model.indexOf('/');
  const [found] = await vscode.lm.selectChatModels({ vendor: model.slice(0, slash), id: model.slice(slash + 1) });
  if (found === undefined) throw fault('chatModelGone', { model });
  return found;
}

async function ask(model: vscode.LanguageModelChat, prompt: string, token: vscode.CancellationToken): Promise<string> {
  const justification = l10n.t('DEITA has it rewrite and score rows of your dataset.');
  const { text } = await model.sendRequest([vscode.LanguageModelChatMessage.User(prompt)], { justification }, token);
  let answer = '';
  for await (const part of text) answer += part;
  return answer;
}
