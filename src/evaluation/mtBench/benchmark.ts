import { fault } from '../../messages/say';
import type { BenchmarkFiles } from '../types';
import { JUDGEMENTS, promptName, readJudgePrompts, type Judgement, type JudgePrompt } from './judgePrompts';
import { needsReference, readQuestions, type Question } from './questions';
import { readWrittenAnswers } from './writtenAnswers';

/** The user's benchmark files, checked: everything that the questions need is there. */
export interface Benchmark {
  readonly questions: readonly Question[];
  /** By question; there for each that needs one. */
  readonly references: ReadonlyMap<string, readonly string[]>;
  readonly promptFor: (question: Question, turn: number) => JudgePrompt;
  /** Hex SHA-256 of the files. */
  readonly hashes: Readonly<Record<'questions' | 'judgePrompts' | 'references', string | null>>;
}

/** @throws DeitaError `fileNotFound`, `fileUnreadable`, `usage` without references that are needed */
export async function readBenchmark(
  { questions, judgePrompts, references }: BenchmarkFiles,
  judgement: Judgement,
): Promise<Benchmark> {
  const asked = await readQuestions(questions);
  const prompts = await readJudgePrompts(judgePrompts);
  const known = references === null ? null : await readWrittenAnswers(references);
  const answers = new Map(known?.records.map(({ id, turns }) => [id, turns]));
  assertDistinct(asked.records, questions);
  for (const question of asked.records) assertReference(question, answers, references);
  const named = new Map(prompts.records.map((prompt) => [prompt.name, prompt]));
  const promptFor = (question: Question, turn: number): JudgePrompt => {
    const name = promptName(judgement, needsReference(question), turn);
    const { format } = JUDGEMENTS[judgement];
    const prompt = named.get(name);
    if (prompt !== undefined && (prompt.outputFormat ?? format) === format) return prompt;
    throw fault('noJudgePrompt', { file: judgePrompts, name, format });
  };
  for (const question of asked.records) question.turns.forEach((_, at) => promptFor(question, at + 1));
  return {
    questions: asked.records,
    references: answers,
    promptFor,
    hashes: { questions: asked.sha256, judgePrompts: prompts.sha256, references: known?.sha256 ?? null },
  };
}

function assertDistinct(questions: readonly Question[], file: string): void {
  const seen = new Set<string>();
  for (const { id } of questions) {
    if (seen.has(id)) throw fault('questionTwice', { file, id });
    seen.add(id);
  }
}

function assertReference(
  question: Question,
  answers: ReadonlyMap<string, readonly string[]>,
  file: string | null,
): void {
  if (!needsReference(question)) return;
  const { id, category, turns } = question;
  if (file === null) throw fault('referencesNeeded', { id, category });
  if ((answers.get(id)?.length ?? 0) < turns.length) throw fault('referenceMissing', { file, id, category });
}
