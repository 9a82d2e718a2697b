import { withoutThoughts } from '../../common/modelAnswer';
import type { ChatMessage } from '../../evol/chat/chatModel';
import { randomFor } from '../../evol/chain/chainPlan';
import type { AnswerOf, RecordedAnswer } from '../../evol/run/recordedAnswer';
import type { AskedRole } from '../types';
import type { EvaluationRequest } from '../run/askedTwice';
import { temperatureOf, type Question } from './questions';

/** A model that is asked turn after turn. */
export interface Speaker {
  readonly role: Exclude<AskedRole, 'judge'>;
  /** What the keys of its answers begin with, such as `answer`. */
  readonly prefix: string;
  /** The longest answer, 1 or more. */
  readonly mostTokens: number;
}

/** What a model has said to a question. */
export interface Conversation {
  /** As they came, turn by turn. */
  readonly answers: readonly (Pick<RecordedAnswer, 'cutOff'> & { readonly answer: string })[];
  /** The next turn, while it is not answered. */
  readonly pending: readonly EvaluationRequest[];
  /** Whether the turn after the answers is refused: it ends the question. */
  readonly refused: boolean;
}

/** Where a model stands after the answers that there are. */
export function conversation(speaker: Speaker, question: Question, answerOf: AnswerOf): Conversation {
  const answers: Conversation['answers'][number][] = [];
  while (answers.length < question.turns.length) {
    const request = answerRequest(speaker, question, spoken({ answers }));
    const found = answerOf(request.key);
    if (found === undefined) return { answers, pending: [request], refused: false };
    const { answer, cutOff } = found;
    if (answer === null) return { answers, pending: [], refused: true };
    answers.push({ answer, ...(cutOff === undefined ? {} : { cutOff }) });
  }
  return { answers, pending: [], refused: false };
}

/** The answers as the judge and the next turn see them. */
export function spoken({ answers }: Pick<Conversation, 'answers'>): string[] {
  return answers.map(({ answer }) => withoutThoughts(answer));
}

/** @param answers to the turns before */
export function answerRequest(
  { role, prefix, mostTokens }: Speaker,
  question: Question,
  answers: readonly string[],
): EvaluationRequest {
  const key = `${prefix}/${question.id}/turn-${answers.length + 1}`;
  const before = answers.flatMap((answer, at): ChatMessage[] => [
    { role: 'user', content: question.turns[at] ?? '' },
    { role: 'assistant', content: answer },
  ]);
  return {
    ...{ key, role, prompt: question.turns[answers.length] ?? '', mostTokens },
    ...(before.length === 0 ? {} : { before }),
    temperature: temperatureOf(question),
    seed: randomFor(0, key).below(2 ** 31),
  };
}
