import type { Conversation } from './conversation';
import type { Question } from './questions';

/** Answers in FastChat's layout; a question without an answer has no line. */
export function answerLines(
  model: string,
  stated: readonly { readonly question: Question; readonly said: Pick<Conversation, 'answers'> }[],
): object[] {
  return stated.flatMap(({ question, said }) => {
    const choices = [{ index: 0, turns: said.answers.map(({ answer }) => answer) }];
    return said.answers.length === 0 ? [] : [{ question_id: fastChatId(question), model_id: model, choices }];
  });
}

/** As FastChat has it where it is a number. */
export function fastChatId({ id }: Question): string | number {
  return /^\d{1,15}$/.test(id) ? Number(id) : id;
}
