import * as l10n from '@vscode/l10n';
import { DEFAULT_MAX_TOKENS, type EvaluationModels, type EvaluationPlan } from '../../protocol/evaluation';
import { pickFile } from '../pickFile';

/** What a kind of evaluation needs of the user's files. @returns undefined when that was left */
export function askForPlan(kind: EvaluationPlan['kind'], title: string): Promise<EvaluationPlan | undefined> {
  switch (kind) {
    case 'pairwise':
      return askForOutputs(title);
    case 'mt-bench':
      return askForRatedBenchmark(title);
    case 'mt-bench-pairwise':
      return askForComparedBenchmark(title);
  }
}

/** The models that a plan asks beside the judge, in order. */
export function askedModels(plan: EvaluationPlan): readonly Exclude<keyof EvaluationModels, 'judge'>[] {
  switch (plan.kind) {
    case 'pairwise':
      return [];
    case 'mt-bench':
      return ['answer'];
    case 'mt-bench-pairwise':
      return [...(plan.a === null ? ['answer' as const] : []), ...(plan.b === null ? ['opponent' as const] : [])];
  }
}

async function askForOutputs(title: string): Promise<EvaluationPlan | undefined> {
  const ask = (text: string) => pickFile({ title, ask: text, extensions: ['json', 'jsonl'] });
  const a = await ask(l10n.t('Answers of the model whose win rate is asked for'));
  const b = a === undefined ? undefined : await ask(l10n.t('Answers of the other model'));
  return a === undefined || b === undefined ? undefined : { kind: 'pairwise', a, b };
}

async function askForRatedBenchmark(title: string): Promise<EvaluationPlan | undefined> {
  const files = await askForBenchmark(title);
  return files === undefined ? undefined : { kind: 'mt-bench', ...files, maxTokens: DEFAULT_MAX_TOKENS };
}

async function askForComparedBenchmark(title: string): Promise<EvaluationPlan | undefined> {
  const files = await askForBenchmark(title);
  if (files === undefined) return undefined;
  const ask = (text: string) =>
    pickFile({ title, ask: text, extensions: ['jsonl'], none: l10n.t('None yet: ask the model') });
  const a = await ask(l10n.t('Answers of the model whose win rate is asked for (model_answer.jsonl)'));
  const b = a === undefined ? undefined : await ask(l10n.t('Answers of the other model (model_answer.jsonl)'));
  if (a === undefined || b === undefined) return undefined;
  const written = (file: string): string | null => (file === '' ? null : file);
  return {
    ...{ kind: 'mt-bench-pairwise', ...files, maxTokens: DEFAULT_MAX_TOKENS },
    ...{ a: written(a), b: written(b) },
  };
}

async function askForBenchmark(title: string) {
  const ask = (text: string, none?: string) =>
    pickFile({ title, ask: text, extensions: ['jsonl'], ...(none === undefined ? {} : { none }) });
  const questions = await ask(l10n.t('Questions (question.jsonl)'));
  if (questions === undefined) return undefined;
  const judgePrompts = await ask(l10n.t('Prompts of the judge (judge_prompts.jsonl)'));
  if (judgePrompts === undefined) return undefined;
  const references = await ask(l10n.t('Reference answers: maths, reasoning and coding need them'), l10n.t('None'));
  if (references === undefined) return undefined;
  return { questions, judgePrompts, references: references === '' ? null : references };
}
