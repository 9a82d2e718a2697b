import path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { EvaluationModels, EvaluationPlan } from '../../protocol/evaluation';
import { lmEvalText } from '../../wording/lmEvalText';
import { capsOf, type AskingDraft } from '../annotate/annotateDraft';
import { askCaps, numbered, type AskingParts, type Question } from '../annotate/askingQuestions';
import { baseUrlProblem } from '../connectScorer/draft';
import { runSteps, typeIn } from '../connectScorer/quickSteps';
import { askKey, askModel, type ServerAnswers } from '../connectScorer/serverQuestions';
import { askWithKeys } from '../connectScorer/typedKeys';
import { plainMessage } from '../errors/plainMessage';
import { withProgress } from '../withProgress';
import type { EvaluateDialogs, JudgedQuestion, LmEvalQuestion } from './evaluateModel';
import { askedModels, askForPlan } from './evaluationPlans';

/** In the folder of every evaluation. */
const RESULT_FILE = 'result.json';

export function evaluateDialogs(parts: AskingParts): EvaluateDialogs {
  return {
    askForEvaluation: async () => {
      const kind = await askForKind();
      if (kind === undefined) return undefined;
      return kind === 'lm-eval' ? askForLmEval() : askForJudged(kind, parts);
    },
    agrees: async (message, action) =>
      (await vscode.window.showInformationMessage(plainMessage(message), { modal: true }, action)) === action,
    withProgress,
    tell: (message, folder) => void tell(message, folder),
    tellPaused: (message) => void vscode.window.showInformationMessage(plainMessage(message)),
    showLmEval: async (summary, folder) => {
      const content = `${lmEvalText(summary, folder)}\n`;
      return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language: 'markdown' }));
    },
  };
}

async function tell(message: string, folder: string): Promise<void> {
  const open = l10n.t('Open Result');
  if ((await vscode.window.showInformationMessage(plainMessage(message), open)) !== open) return;
  await vscode.window.showTextDocument(vscode.Uri.file(path.join(folder, RESULT_FILE)));
}

function title(): string {
  return l10n.t('DEITA: Evaluate');
}

async function askForKind(): Promise<EvaluationPlan['kind'] | 'lm-eval' | undefined> {
  const items = [
    {
      form: 'pairwise' as const,
      label: l10n.t('Two models against each other'),
      detail: l10n.t('A judge compares their answers in both orders (AlpacaEval’s files)'),
    },
    {
      form: 'mt-bench' as const,
      label: l10n.t('Questions of several turns'),
      detail: l10n.t('A judge rates a served model’s answers (MT-Bench’s files)'),
    },
    {
      form: 'mt-bench-pairwise' as const,
      label: l10n.t('Questions of several turns, two models against each other'),
      detail: l10n.t('A judge compares their answers in both orders (MT-Bench’s files)'),
    },
    {
      form: 'lm-eval' as const,
      label: l10n.t('lm-evaluation-harness'),
      detail: l10n.t('Commands for ARC, HellaSwag, MMLU and TruthfulQA, and their results'),
    },
  ];
  const options = { title: title(), placeHolder: l10n.t('How is the model judged?') };
  return (await vscode.window.showQuickPick(items, options))?.form;
}

async function askForLmEval(): Promise<LmEvalQuestion | undefined> {
  const folder = await askForFolder(l10n.t('The folder that lm-eval writes its results to'), 'results');
  if (folder === undefined) return undefined;
  const prompt = l10n.t('The model to evaluate, for the commands: a folder or a name. Empty: a placeholder');
  const model = await vscode.window.showInputBox({ title: title(), prompt, ignoreFocusOut: true });
  return model === undefined ? undefined : { kind: 'lm-eval', folder, model: model.trim() };
}

async function askForJudged(kind: EvaluationPlan['kind'], parts: AskingParts): Promise<JudgedQuestion | undefined> {
  const plan = await askForPlan(kind, title());
  if (plan === undefined) return undefined;
  const draft: JudgingDraft = { kind: 'server', ...servers(parts.baseUrl), mostRequests: null, mostCost: null };
  const asked = [...askedModels(plan), 'judge' as const];
  const answered = await askWithKeys(
    parts,
    (answers) => runSteps(() => numbered(title(), questionsFor(draft, asked, answers, parts.price))),
    () => asked.map((role) => draft[role].baseUrl),
  );
  if (!answered) return undefined;
  const folder = await askForFolder(l10n.t('The folder to write; one that was begun goes on'), plan.kind);
  if (folder === undefined) return undefined;
  const models = { judge: draft.judge, ...Object.fromEntries(asked.map((role) => [role, draft[role]])) };
  return { kind: 'judged', plan, models, folder, caps: capsOf(draft, parts.price) };
}

/** A model and where it is served; empty texts are not answered yet. */
interface ServedDraft {
  baseUrl: string;
  model: string;
}

interface JudgingDraft extends AskingDraft, Readonly<Record<keyof EvaluationModels, ServedDraft>> {}

function servers(baseUrl: string): Omit<JudgingDraft, Exclude<keyof AskingDraft, 'baseUrl'>> {
  const served = (): ServedDraft => ({ baseUrl, model: '' });
  return { baseUrl, answer: served(), opponent: served(), judge: served() };
}

function questionsFor(
  draft: JudgingDraft,
  asked: readonly (keyof EvaluationModels)[],
  answers: ServerAnswers,
  price: number | null,
): readonly Question[] {
  const texts = {
    answer: { where: l10n.t('The server of the model that is judged'), which: l10n.t('Which model is judged?') },
    opponent: {
      where: l10n.t('The server of the model that it is compared with'),
      which: l10n.t('Which model is it compared with?'),
    },
    judge: { where: l10n.t('The server of the judge'), which: l10n.t('Which model judges?') },
  };
  return [...asked.flatMap((role) => servedQuestions(draft[role], texts[role], answers)), ...askCaps(draft, price)];
}

function servedQuestions(
  served: ServedDraft,
  { where, which }: { readonly where: string; readonly which: string },
  answers: ServerAnswers,
): readonly Question[] {
  const prompt = `${where}: ${l10n.t('the base URL of its API, as seen from where the extension runs')}`;
  return [
    (asked) =>
      typeIn({ ...asked, prompt, value: served.baseUrl, check: baseUrlProblem }, (url) => (served.baseUrl = url)),
    (asked) => askKey(asked, served.baseUrl, answers),
    (asked) =>
      askModel(
        asked,
        { ask: which, likely: /chat|instruct|gpt/i },
        served.baseUrl,
        answers,
        (model) => (served.model = model),
      ),
  ];
}

async function askForFolder(prompt: string, name: string): Promise<string | undefined> {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const typed = await vscode.window.showInputBox({
    ...{ title: title(), prompt, ignoreFocusOut: true },
    value: root === undefined ? '' : path.join(root, name),
    validateInput: (text) => (path.isAbsolute(text.trim()) ? undefined : l10n.t('Type the whole path')),
  });
  return typed?.trim();
}
