import * as vscode from 'vscode';
import { chatAnswer } from '../servers/evolModel';
import { STAND_IN } from './standIn';

/** What a version of VS Code has for registering chat models, as far as it is used here: the older one is proposed. */
interface ModelRegistry {
  registerChatModelProvider?(id: string, provider: object, metadata: object): vscode.Disposable;
  registerLanguageModelChatProvider?(vendor: string, provider: object): vscode.Disposable;
}

const { vendor, id, name } = STAND_IN;
const METADATA = { ...{ vendor, name, family: id, version: '1' }, maxInputTokens: 100_000, maxOutputTokens: 10_000 };

/** An extension whose one language model evolves and judges as `evolModel` says: the same for the same prompt. */
export function activate({ subscriptions }: vscode.ExtensionContext): void {
  const registry = vscode.lm as unknown as ModelRegistry;
  const answer = (messages: readonly vscode.LanguageModelChatMessage[]): vscode.LanguageModelTextPart => {
    const parts = messages.flatMap(({ content }) => content);
    const texts = parts.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''));
    return new vscode.LanguageModelTextPart(chatAnswer(texts.join(''), {}));
  };
  const provideTokenCount = (): Promise<number> => Promise.resolve(1);
  if (registry.registerLanguageModelChatProvider !== undefined) {
    const provider = {
      provideLanguageModelChatInformation: () => [{ id, ...METADATA, capabilities: {} }],
      provideLanguageModelChatResponse: (
        _model: unknown,
        messages: readonly vscode.LanguageModelChatMessage[],
        _options: unknown,
        progress: vscode.Progress<vscode.LanguageModelTextPart>,
      ) => {
        progress.report(answer(messages));
        return Promise.resolve();
      },
      provideTokenCount,
    };
    subscriptions.push(registry.registerLanguageModelChatProvider(vendor, provider));
  } else if (registry.registerChatModelProvider !== undefined) {
    const provider = {
      provideLanguageModelResponse: (
        messages: readonly vscode.LanguageModelChatMessage[],
        _options: unknown,
        _extension: string,
        progress: vscode.Progress<{ readonly index: number; readonly part: vscode.LanguageModelTextPart }>,
      ) => {
        progress.report({ index: 0, part: answer(messages) });
        return Promise.resolve();
      },
      provideTokenCount,
    };
    subscriptions.push(registry.registerChatModelProvider(id, provider, { ...METADATA, isUserSelectable: true }));
  }
}
