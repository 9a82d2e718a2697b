import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { DeitaError, messageOf } from '../../common/errors';
import { replaceFile } from '../../dataset/atomicFile';
import { chainPlans, type ChainPlan } from '../chain/chainPlan';
import { promptFiles } from '../prompts/promptTexts';
import { readCorrections, type Correction } from './corrections';
import { LineLog, readLines } from './lineLog';
import type { AnswerOf, RecordedAnswer } from './recordedAnswer';
import {
  ANSWERS_FILE,
  assertSameParameters,
  CORRECTIONS_FILE,
  PROMPTS_FOLDER,
  readDescription,
  REQUESTS_FILE,
  RUN_FILE,
  type RunDescription,
  type RunParameters,
} from './runDescription';
import type { Spent } from './spendingCap';

/** A request that went out: a line of `requests.jsonl`, written before it is sent. */
export interface SentRequest {
  readonly key: string;
  /** The most that it can take. */
  readonly tokens: number;
}

/** A run as its folder holds it. */
export interface Run {
  readonly folder: string;
  readonly description: RunDescription;
  readonly plans: readonly ChainPlan[];
  readonly answerOf: AnswerOf;
  readonly answers: readonly RecordedAnswer[];
  readonly sent: readonly SentRequest[];
  readonly corrections: readonly Correction[];
}

/** @throws DeitaError `fileNotFound` when the folder holds no run, `fileUnreadable` */
export async function readRun(folder: string): Promise<Run> {
  const description = await readDescription(folder);
  if (description === undefined) {
    throw new DeitaError('fileNotFound', `${folder} holds no annotation run.`, 'Make one with deita evol annotate.');
  }
  const answers = new Map<string, RecordedAnswer>();
  for (const answer of await readLines<RecordedAnswer>(path.join(folder, ANSWERS_FILE))) keepFirst(answers, answer);
  return {
    folder,
    description,
    plans: chainPlans(description.seeds, description.parameters.dimension),
    answerOf: (key) => answers.get(key),
    answers: [...answers.values()],
    sent: await readLines<SentRequest>(path.join(folder, REQUESTS_FILE)),
    corrections: await readCorrections(path.join(folder, CORRECTIONS_FILE)),
  };
}

/** A run that is being worked on: what is asked and answered is kept as it happens. */
export class OpenRun {
  private constructor(
    readonly description: RunDescription,
    private readonly answers: Map<string, RecordedAnswer>,
    private readonly sent: SentRequest[],
    private readonly answerLog: LineLog<RecordedAnswer>,
    private readonly requestLog: LineLog<SentRequest>,
  ) {}

  /**
   * Goes on with the folder's run, or begins one.
   * @param describe makes a new run's description
   * @throws DeitaError `runDiffers`, `outputFailed`, `fileUnreadable`
   */
  static async open(
    folder: string,
    parameters: RunParameters,
    describe: () => Promise<RunDescription>,
  ): Promise<OpenRun> {
    const kept = await readDescription(folder);
    if (kept !== undefined) assertSameParameters(folder, kept.parameters, parameters);
    const description = kept ?? (await begin(folder, await describe()));
    const answers = new Map<string, RecordedAnswer>();
    const sent: SentRequest[] = [];
    const answerLog = await LineLog.open<RecordedAnswer>(path.join(folder, ANSWERS_FILE), (answer) =>
      keepFirst(answers, answer),
    );
    const requestLog = await LineLog.open<SentRequest>(path.join(folder, REQUESTS_FILE), (line) => sent.push(line));
    return new OpenRun(description, answers, sent, answerLog, requestLog);
  }

  get plans(): ChainPlan[] {
    return chainPlans(this.description.seeds, this.description.parameters.dimension);
  }

  readonly answerOf: AnswerOf = (key) => this.answers.get(key);

  /** What was asked until now; a request whose answer was lost counts with the most that it can have taken. */
  get spent(): Spent {
    return spentOn([...this.answers.values()], this.sent);
  }

  /** @throws DeitaError `outputFailed` */
  noteRequest(request: SentRequest): void {
    this.requestLog.append(request);
    this.sent.push(request);
  }

  /** @throws DeitaError `outputFailed` */
  noteAnswer(answer: RecordedAnswer): void {
    this.answerLog.append(answer);
    this.answers.set(answer.key, answer);
  }

  async close(): Promise<void> {
    await this.answerLog.close();
    await this.requestLog.close();
  }
}

export function spentOn(answers: readonly RecordedAnswer[], sent: readonly SentRequest[]): Spent {
  const answered = new Set(answers.map(({ key }) => key));
  const lost = new Map(sent.filter(({ key }) => !answered.has(key)).map(({ key, tokens }) => [key, tokens]));
  return {
    requests: Math.max(sent.length, answers.length),
    tokens: sum(answers.map(({ tokens }) => tokens)) + sum([...lost.values()]),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function keepFirst(answers: Map<string, RecordedAnswer>, answer: RecordedAnswer): void {
  if (!answers.has(answer.key)) answers.set(answer.key, answer);
}

/** `run.json` comes last: a folder with it is complete. */
async function begin(folder: string, description: RunDescription): Promise<RunDescription> {
  const prompts = path.join(folder, PROMPTS_FOLDER);
  try {
    await mkdir(prompts, { recursive: true });
  } catch (error) {
    throw new DeitaError('outputFailed', `${folder} cannot be made: ${messageOf(error)}.`);
  }
  for (const [name, text] of Object.entries(promptFiles())) await replaceFile(path.join(prompts, name), `${text}\n`);
  await replaceFile(path.join(folder, RUN_FILE), `${JSON.stringify(description, null, 2)}\n`);
  return description;
}
