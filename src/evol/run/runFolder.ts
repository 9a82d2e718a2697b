import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../common/errors';
import { fault } from '../../messages/say';
import { replaceFile } from '../../dataset/atomicFile';
import { chainPlans, type ChainPlan } from '../chain/chainPlan';
import { promptFiles } from '../prompts/promptTexts';
import { CORRECTION_LINE } from './corrections';
import { LineLog, readLines } from './lineLog';
import { ANSWER_LINE, type AnswerOf, type RecordedAnswer } from './recordedAnswer';
import { claimRun, type RunClaim } from './runClaim';
import {
  ANSWERS_FILE,
  assertSameParameters,
  CORRECTIONS_FILE,
  PROMPTS_FOLDER,
  readDescription,
  REQUESTS_FILE,
  RUN_FILE,
  type RunDescription,
} from './runDescription';
import { REQUEST_LINE, spentOn, type SentRequest } from './sentRequest';
import type { Spent } from './spendingCap';
import type { Correction, RunParameters } from '../types';

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
  const description = await descriptionIn(folder);
  const answers = new Map<string, RecordedAnswer>();
  for (const answer of await readLines(path.join(folder, ANSWERS_FILE), ANSWER_LINE)) keepFirst(answers, answer);
  return {
    folder,
    description,
    plans: chainPlans(description.seeds, description.parameters.dimension),
    answerOf: (key) => answers.get(key),
    answers: [...answers.values()],
    sent: await readLines(path.join(folder, REQUESTS_FILE), REQUEST_LINE),
    corrections: await readLines(path.join(folder, CORRECTIONS_FILE), CORRECTION_LINE),
  };
}

/** @throws DeitaError `fileNotFound` when the folder holds no run, `fileUnreadable` */
async function descriptionIn(folder: string): Promise<RunDescription> {
  const description = await readDescription(folder);
  if (description !== undefined) return description;
  throw fault('noRun', { folder });
}

/** A run that is being worked on: what is asked and answered is kept as it happens. */
export class OpenRun {
  private constructor(
    readonly description: RunDescription,
    private readonly answered: Map<string, RecordedAnswer>,
    private readonly requests: SentRequest[],
    private readonly answerLog: LineLog<RecordedAnswer>,
    private readonly requestLog: LineLog<SentRequest>,
    private readonly claim: RunClaim,
  ) {}

  /**
   * Goes on with the folder's run, or begins one.
   * @param describe makes a new run's description
   * @throws DeitaError `runDiffers`, `runInUse`, `outputFailed`, `fileUnreadable`
   */
  static async open(
    folder: string,
    parameters: RunParameters,
    describe: () => Promise<RunDescription>,
  ): Promise<OpenRun> {
    const wanted = (await readDescription(folder)) ?? (await describe());
    assertSameParameters(folder, wanted.parameters, parameters);
    await makeFolder(folder);
    return OpenRun.claimed(folder, async () => {
      // Another process may have begun a run since.
      const description = (await readDescription(folder)) ?? (await begin(folder, wanted));
      assertSameParameters(folder, description.parameters, parameters);
      return description;
    });
  }

  /**
   * Opens a run that was begun, whatever its parameters, to ask more about it.
   * @throws DeitaError `fileNotFound`, `runInUse`, `outputFailed`, `fileUnreadable`
   */
  static async resume(folder: string): Promise<OpenRun> {
    const description = await descriptionIn(folder);
    return OpenRun.claimed(folder, () => Promise.resolve(description));
  }

  private static async claimed(folder: string, describe: () => Promise<RunDescription>): Promise<OpenRun> {
    const claim = await claimRun(folder);
    try {
      return await OpenRun.openLogs(folder, await describe(), claim);
    } catch (error) {
      await claim.release();
      throw error;
    }
  }

  private static async openLogs(folder: string, description: RunDescription, claim: RunClaim): Promise<OpenRun> {
    const answers = new Map<string, RecordedAnswer>();
    const sent: SentRequest[] = [];
    const answerLog = await LineLog.open(path.join(folder, ANSWERS_FILE), ANSWER_LINE, (answer) =>
      keepFirst(answers, answer),
    );
    try {
      const requestLog = await LineLog.open(path.join(folder, REQUESTS_FILE), REQUEST_LINE, (line) => sent.push(line));
      return new OpenRun(description, answers, sent, answerLog, requestLog, claim);
    } catch (error) {
      await answerLog.close().catch(() => undefined); // What is told of is why there is no run.
      throw error;
    }
  }

  get plans(): ChainPlan[] {
    return chainPlans(this.description.seeds, this.description.parameters.dimension);
  }

  readonly answerOf: AnswerOf = (key) => this.answered.get(key);

  get spent(): Spent {
    return spentOn(this.answers, this.sent);
  }

  get answers(): RecordedAnswer[] {
    return [...this.answered.values()];
  }

  get sent(): readonly SentRequest[] {
    return this.requests;
  }

  /** @throws DeitaError `outputFailed` */
  noteRequest(request: SentRequest): void {
    this.requestLog.append(request);
    this.requests.push(request);
  }

  /** @throws DeitaError `outputFailed` */
  noteAnswer(answer: RecordedAnswer): void {
    this.answerLog.append(answer);
    this.answered.set(answer.key, answer);
  }

  async close(): Promise<void> {
    try {
      await closeAll([this.answerLog, this.requestLog]);
    } finally {
      await this.claim.release();
    }
  }
}

/** Logs or runs: each is closed, whatever becomes of the others. @throws what the first of them failed with */
export async function closeAll(open: readonly { readonly close: () => Promise<void> }[]): Promise<void> {
  const results = await Promise.allSettled(open.map((each) => each.close()));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

function keepFirst(answers: Map<string, RecordedAnswer>, answer: RecordedAnswer): void {
  if (!answers.has(answer.key)) answers.set(answer.key, answer);
}

/** `run.json` comes last: a folder with it is complete. */
async function begin(folder: string, description: RunDescription): Promise<RunDescription> {
  const prompts = path.join(folder, PROMPTS_FOLDER);
  await makeFolder(prompts);
  for (const [name, text] of Object.entries(promptFiles())) await replaceFile(path.join(prompts, name), `${text}\n`);
  await replaceFile(path.join(folder, RUN_FILE), `${JSON.stringify(description, null, 2)}\n`);
  return description;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw fault('folderNotMade', { folder, reason: messageOf(error) });
  }
}
