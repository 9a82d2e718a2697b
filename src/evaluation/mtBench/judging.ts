import { randomFor } from '../../evol/chain/chainPlan';
import { MOST_ANSWER_TOKENS } from '../../serverClient/structuredChat';
import type { EvaluationRequest } from '../run/askedTwice';
import type { Benchmark } from './benchmark';
import { filled } from './judgePrompts';
import type { Question } from './questions';

/** What the judge is asked about a turn. */
interface Judging {
  readonly key: string;
  /** From 1. */
  readonly turn: number;
  /** By the gaps that they fill. */
  readonly answers: Readonly<Record<string, string>>;
}

/** The judge's prompt for a turn, filled with what FastChat fills it with. */
export function judging(
  { references, promptFor }: Benchmark,
  question: Question,
  { key, turn, answers }: Judging,
): EvaluationRequest {
  const { system, template } = promptFor(question, turn);
  const texts = {
    question: question.turns[turn - 1] ?? '',
    ...numbered('question', question.turns),
    ...answers,
    ...numbered('ref_answer', references.get(question.id) ?? []),
  };
  return {
    ...{ key, role: 'judge', prompt: filled(template, texts), temperature: 0, mostTokens: MOST_ANSWER_TOKENS },
    ...(system === '' ? {} : { before: [{ role: 'system' as const, content: system }] }),
    seed: randomFor(0, key).below(2 ** 31),
  };
}

/** Such as `answer_1`, `answer_2`. */
export function numbered(name: string, texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(texts.map((text, at) => [`${name}_${at + 1}`, text]));
}
