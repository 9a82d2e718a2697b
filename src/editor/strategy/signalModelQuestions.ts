import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { JudgeChoice, LanguageModelChoice, ServedSignalModel } from '../../choices/signalModels';
import { asksModels, type StrategyChoice } from '../../protocol/strategyChoice';
import { baseUrlProblem } from '../connectScorer/draft';

/** What says how probable texts are; undefined when a question was left. @param baseUrl what is proposed */
export async function askLanguageModel(baseUrl: string): Promise<LanguageModelChoice | undefined> {
  const title = l10n.t('Language model');
  const items = [
    { isFolder: false, label: l10n.t('A server'), detail: l10n.t('vLLM: others do not tell how probable a text is') },
    { isFolder: true, label: l10n.t('A folder'), detail: l10n.t('With a causal ONNX model and its tokenizer') },
  ];
  const picked = await vscode.window.showQuickPick(items, { title });
  if (picked === undefined) return undefined;
  if (!picked.isFolder) return askServed(title, baseUrl);
  const [folder] = (await vscode.window.showOpenDialog({ title, canSelectFolders: true, canSelectFiles: false })) ?? [];
  return folder && { kind: 'onnx', model: folder.fsPath };
}

/** A chat model that says what instructions are about, or how good they are; undefined when a question was left. */
export function askJudge(baseUrl: string): Promise<JudgeChoice | undefined> {
  return askServed(l10n.t('Judge'), baseUrl);
}

async function askServed(title: string, proposed: string): Promise<ServedSignalModel | undefined> {
  const baseUrl = await vscode.window.showInputBox({
    title,
    prompt: l10n.t('The base URL of its server; DEITA: Connect Scorer… keeps its key'),
    value: proposed,
    validateInput: (text) => baseUrlProblem(text.trim()),
  });
  if (baseUrl === undefined) return undefined;
  const model = await vscode.window.showInputBox({
    title,
    prompt: l10n.t('The model, as its server names it'),
    validateInput: (text) => (text.trim() === '' ? l10n.t('Type the name that the server has for it') : undefined),
  });
  return model === undefined ? undefined : { kind: 'server', baseUrl: baseUrl.trim(), model: model.trim() };
}

/** The choice with the models that its signals are made by; undefined when a question about them was left. */
export async function withModels(choice: StrategyChoice, baseUrl: string): Promise<StrategyChoice | undefined> {
  const asks = asksModels(choice);
  let complete = choice;
  if (asks.languageModel && choice.languageModel === undefined) {
    const languageModel = await askLanguageModel(baseUrl);
    if (languageModel === undefined) return undefined;
    complete = { ...complete, languageModel };
  }
  if (asks.judge && choice.judge === undefined) {
    const judge = await askJudge(baseUrl);
    if (judge === undefined) return undefined;
    complete = { ...complete, judge };
  }
  return complete;
}
