import path from 'node:path';
import type { AnswerOf } from '../../../evol/run/recordedAnswer';
import { fault } from '../../../messages/say';
import type { MtBenchPairwisePlan } from '../../types';
import { conversation, type Conversation, type Speaker } from '../conversation';
import type { Question } from '../questions';
import { readWrittenAnswers } from '../writtenAnswers';

/** One of two models: it is asked, or a file holds what it said. */
export interface Side {
  readonly name: string;
  /** Hex SHA-256 of its file; null where it is asked. */
  readonly sha256: string | null;
  /** There where it is asked. */
  readonly speaker?: Speaker;
  readonly said: (question: Question, answerOf: AnswerOf) => Conversation;
}

export type Sides = Readonly<Record<'a' | 'b', Side>>;

/** Which model is asked for which side. */
const ROLES = { a: 'answer', b: 'opponent' } as const;

/** @param names of the models that are asked @throws DeitaError `fileNotFound`, `fileUnreadable`, `noUsableRows` */
export async function readSides(
  plan: MtBenchPairwisePlan,
  questions: readonly Question[],
  names: Readonly<Record<'a' | 'b', string>>,
): Promise<Sides> {
  const side = (which: 'a' | 'b'): Promise<Side> | Side => {
    const file = plan[which];
    if (file !== null) return writtenSide(file, plan.questions, questions);
    const speaker = { role: ROLES[which], prefix: `answer/${which}`, mostTokens: plan.maxTokens };
    return {
      ...{ name: names[which], sha256: null, speaker },
      said: (question, answerOf) => conversation(speaker, question, answerOf),
    };
  };
  return { a: await side('a'), b: await side('b') };
}

/** A turn that the file lacks is one without an answer. */
async function writtenSide(file: string, questionsFile: string, questions: readonly Question[]): Promise<Side> {
  const { records, sha256 } = await readWrittenAnswers(file);
  const turns = new Map(records.map((record) => [record.id, record.turns]));
  if (!questions.some(({ id }) => turns.has(id))) throw fault('noAnsweredQuestion', { file, questions: questionsFile });
  return {
    ...{ name: records[0]?.model ?? path.parse(file).name, sha256 },
    said: ({ id, turns: asked }) => {
      const answers = (turns.get(id) ?? []).slice(0, asked.length).map((answer) => ({ answer }));
      return { answers, pending: [], refused: answers.length < asked.length };
    },
  };
}
