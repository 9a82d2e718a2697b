import { withoutThoughts } from '../../common/modelAnswer';
import type { ChatMessage } from '../../evol/chat/chatModel';
import { randomFor } from '../../evol/chain/chainPlan';
import type { AnswerOf } from '../../evol/run/recordedAnswer';
import { MOST_ANSWER_TOKENS } from '../../serverClient/structuredChat';
import { askedTwice, type Asked, type EvaluationRequest } from '../run/askedTwice';
import type { Benchmark } from './benchmark';
import { filled } from './judgePrompts';
import { temperatureOf, type Question } from './questions';
import { readRating } from './rating';

/** A turn of a question that the model answered, or refused. */
export interface AnsweredTurn {
  readonly turn: number;
  /** null = refused. */
  readonly answer: string | null;
  readonly cutOff: boolean;
  /** Absent where there is no answer. */
  readonly rating?: Asked<number>;
}

/** Where a question stands after the answers that there are. */
export interface QuestionState {
  readonly pending: readonly EvaluationRequest[];
  readonly turns: readonly AnsweredTurn[];
}

/** The model answers turn after turn; each answer is judged with what was said before it. A refusal ends the question. */
export function questionState(
  benchmark: Benchmark,
  question: Question,
  mostTokens: number,
  answerOf: AnswerOf,
): QuestionState {
  const turns: AnsweredTurn[] = [];
  const pending: EvaluationRequest[] = [];
  const answers: string[] = [];
  for (let turn = 1; turn <= question.turns.length; turn++) {
    const request = answerRequest(question, answers, mostTokens);
    const found = answerOf(request.key);
    if (found === undefined) return { turns, pending: [...pending, request] };
    const cutOff = found.cutOff === true;
    if (found.answer === null) return { turns: [...turns, { turn, answer: null, cutOff }], pending };
    answers.push(withoutThoughts(found.answer));
    const rating = askedTwice(judgeRequest(benchmark, question, answers), readRating, answerOf);
    if ('pending' in rating) pending.push(rating.pending);
    turns.push({ turn, answer: found.answer, cutOff, rating });
  }
  return { turns, pending };
}

/** @param answers to the turns before */
export function answerRequest(question: Question, answers: readonly string[], mostTokens: number): EvaluationRequest {
  const key = `answer/${question.id}/turn-${answers.length + 1}`;
  const before = answers.flatMap((answer, at): ChatMessage[] => [
    { role: 'user', content: question.turns[at] ?? '' },
    { role: 'assistant', content: answer },
  ]);
  return {
    ...{ key, role: 'answer', prompt: question.turns[answers.length] ?? '', mostTokens },
    ...(before.length === 0 ? {} : { before }),
    temperature: temperatureOf(question),
    seed: randomFor(0, key).below(2 ** 31),
  };
}

/** @param answers to the turns up to the one that is judged */
export function judgeRequest(
  { references, promptFor }: Benchmark,
  question: Question,
  answers: readonly string[],
): EvaluationRequest {
  const key = `judge/${question.id}/turn-${answers.length}`;
  const { system, template } = promptFor(question, answers.length);
  const numbered = (name: string, texts: readonly string[]): (readonly [string, string])[] =>
    texts.map((text, at) => [`${name}_${at + 1}`, text]);
  const texts = Object.fromEntries([
    ['question', question.turns[answers.length - 1] ?? ''],
    ['answer', answers.at(-1) ?? ''],
    ...numbered('question', question.turns),
    ...numbered('answer', answers),
    ...numbered('ref_answer', references.get(question.id) ?? []),
  ]) as Readonly<Record<string, string>>;
  return {
    ...{ key, role: 'judge', prompt: filled(template, texts), temperature: 0, mostTokens: MOST_ANSWER_TOKENS },
    ...(system === '' ? {} : { before: [{ role: 'system' as const, content: system }] }),
    seed: randomFor(0, key).below(2 ** 31),
  };
}
