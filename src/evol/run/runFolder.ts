import path from 'node:path';
import { fault } from '../../messages/say';
import { chainPlans, type ChainPlan } from '../chain/chainPlan';
import { promptFiles } from '../prompts/promptTexts';
import { ANSWERS_FILE, AskedRun, beginOrResume, claimFolder, keepFirst, REQUESTS_FILE } from './askedRun';
import { CORRECTION_LINE } from './corrections';
import { readLines } from './lineLog';
import { ANSWER_LINE, type AnswerOf, type RecordedAnswer } from './recordedAnswer';
import { assertSameParameters, CORRECTIONS_FILE, readDescription, type RunDescription } from './runDescription';
import { REQUEST_LINE, type SentRequest } from './sentRequest';
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
  const beginning = await beginningOf(folder);
  const answers = new Map<string, RecordedAnswer>();
  for (const answer of await readLines(path.join(folder, ANSWERS_FILE), ANSWER_LINE)) keepFirst(answers, answer);
  return {
    ...beginning,
    answerOf: (key) => answers.get(key),
    answers: [...answers.values()],
    sent: await readLines(path.join(folder, REQUESTS_FILE), REQUEST_LINE),
    corrections: await readLines(path.join(folder, CORRECTIONS_FILE), CORRECTION_LINE),
  };
}

/** What of a run stands from its beginning. @throws DeitaError `fileNotFound`, `fileUnreadable` */
export async function beginningOf(folder: string): Promise<Pick<Run, 'folder' | 'description' | 'plans'>> {
  const description = await descriptionIn(folder);
  return { folder, description, plans: chainPlans(description.seeds, description.parameters.dimension) };
}

/** @throws DeitaError `fileNotFound` when the folder holds no run, `fileUnreadable` */
async function descriptionIn(folder: string): Promise<RunDescription> {
  const description = await readDescription(folder);
  if (description !== undefined) return description;
  throw fault('noRun', { folder });
}

/** A run that is being worked on. */
export class OpenRun extends AskedRun<RunDescription> {
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
    const form = {
      read: () => readDescription(folder),
      describe,
      assertSame: (found: RunDescription) => assertSameParameters(folder, found.parameters, parameters),
      prompts: promptFiles(),
    };
    return new OpenRun(await beginOrResume(folder, form));
  }

  /**
   * Opens a run that was begun, whatever its parameters, to ask more about it.
   * @throws DeitaError `fileNotFound`, `runInUse`, `outputFailed`, `fileUnreadable`
   */
  static async resume(folder: string): Promise<OpenRun> {
    const description = await descriptionIn(folder);
    return new OpenRun(await claimFolder(folder, () => Promise.resolve(description)));
  }

  get plans(): ChainPlan[] {
    return chainPlans(this.description.seeds, this.description.parameters.dimension);
  }
}
