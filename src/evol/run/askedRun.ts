import path from 'node:path';
import { makeOutputFolder, replaceFile } from '../../dataset/atomicFile';
import { LineLog } from './lineLog';
import { ANSWER_LINE, type AnswerOf, type RecordedAnswer } from './recordedAnswer';
import { claimRun, type RunClaim } from './runClaim';
import { REQUEST_LINE, spentOn, type SentRequest } from './sentRequest';
import type { Spent } from './spendingCap';

export const RUN_FILE = 'run.json';
const PROMPTS_FOLDER = 'prompts';
export const ANSWERS_FILE = 'answers.jsonl';
export const REQUESTS_FILE = 'requests.jsonl';

/** A folder of asked models that this process alone works on, with what was asked there and answered. */
export interface ClaimedFolder<Description> {
  readonly description: Description;
  readonly answered: Map<string, RecordedAnswer>;
  readonly sent: SentRequest[];
  readonly answerLog: LineLog<RecordedAnswer>;
  readonly requestLog: LineLog<SentRequest>;
  readonly claim: RunClaim;
}

/** What `run.json` of a folder says, and how a new folder comes to say it. */
export interface DescribedFolder<Description> {
  /** @returns undefined when the folder holds no run */
  readonly read: () => Promise<Description | undefined>;
  readonly describe: () => Promise<Description>;
  /** @throws DeitaError `runDiffers` */
  readonly assertSame: (found: Description) => void;
  /** Every prompt by the name of the file that shows it. */
  readonly prompts: Readonly<Record<string, string>>;
}

/**
 * Goes on with the folder's run, or begins one.
 * @throws DeitaError `runDiffers`, `runInUse`, `outputFailed`, `fileUnreadable`
 */
export async function beginOrResume<Description>(
  folder: string,
  { read, describe, assertSame, prompts }: DescribedFolder<Description>,
): Promise<ClaimedFolder<Description>> {
  const wanted = (await read()) ?? (await describe());
  assertSame(wanted);
  await makeOutputFolder(folder);
  return claimFolder(folder, async () => {
    // Another process may have begun a run since.
    const description = (await read()) ?? (await begin(folder, wanted, prompts));
    assertSame(description);
    return description;
  });
}

/** `run.json` comes last: a folder with it is complete. */
async function begin<Description>(
  folder: string,
  description: Description,
  prompts: Readonly<Record<string, string>>,
): Promise<Description> {
  const promptsFolder = path.join(folder, PROMPTS_FOLDER);
  await makeOutputFolder(promptsFolder);
  for (const [name, text] of Object.entries(prompts)) await replaceFile(path.join(promptsFolder, name), `${text}\n`);
  await replaceFile(path.join(folder, RUN_FILE), `${JSON.stringify(description, null, 2)}\n`);
  return description;
}

/**
 * @param folder must exist
 * @param describe reads what the folder is, or begins it
 * @throws DeitaError `runInUse`, `outputFailed`, `fileUnreadable`; what `describe` throws
 */
export async function claimFolder<Description>(
  folder: string,
  describe: () => Promise<Description>,
): Promise<ClaimedFolder<Description>> {
  const claim = await claimRun(folder);
  try {
    return await openLogs(folder, await describe(), claim);
  } catch (error) {
    await claim.release();
    throw error;
  }
}

async function openLogs<Description>(
  folder: string,
  description: Description,
  claim: RunClaim,
): Promise<ClaimedFolder<Description>> {
  const answered = new Map<string, RecordedAnswer>();
  const sent: SentRequest[] = [];
  const answerLog = await LineLog.open(path.join(folder, ANSWERS_FILE), ANSWER_LINE, (answer) =>
    keepFirst(answered, answer),
  );
  try {
    const requestLog = await LineLog.open(path.join(folder, REQUESTS_FILE), REQUEST_LINE, (line) => sent.push(line));
    return { description, answered, sent, answerLog, requestLog, claim };
  } catch (error) {
    await answerLog.close().catch(() => undefined); // What is told of is why there is no run.
    throw error;
  }
}

/** A run that is being worked on, whatever its models are asked for: what is asked and answered is kept as it happens. */
export class AskedRun<Description> {
  constructor(private readonly opened: ClaimedFolder<Description>) {}

  get description(): Description {
    return this.opened.description;
  }

  readonly answerOf: AnswerOf = (key) => this.opened.answered.get(key);

  get spent(): Spent {
    return spentOn(this.answers, this.sent);
  }

  get answers(): RecordedAnswer[] {
    return [...this.opened.answered.values()];
  }

  get sent(): readonly SentRequest[] {
    return this.opened.sent;
  }

  /** @throws DeitaError `outputFailed` */
  noteRequest(request: SentRequest): void {
    this.opened.requestLog.append(request);
    this.opened.sent.push(request);
  }

  /** @throws DeitaError `outputFailed` */
  noteAnswer(answer: RecordedAnswer): void {
    this.opened.answerLog.append(answer);
    this.opened.answered.set(answer.key, answer);
  }

  async close(): Promise<void> {
    const { answerLog, requestLog, claim } = this.opened;
    try {
      await closeAll([answerLog, requestLog]);
    } finally {
      await claim.release();
    }
  }
}

/** Logs or runs: each is closed, whatever becomes of the others. @throws what the first of them failed with */
export async function closeAll(open: readonly { readonly close: () => Promise<void> }[]): Promise<void> {
  const results = await Promise.allSettled(open.map((each) => each.close()));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** Of several lines about one request the first counts. */
export function keepFirst(answers: Map<string, RecordedAnswer>, answer: RecordedAnswer): void {
  if (!answers.has(answer.key)) answers.set(answer.key, answer);
}
