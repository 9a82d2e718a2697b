import { stat } from 'node:fs/promises';
import path from 'node:path';
import { chainIdIn } from '../chain/chainPlan';
import { ANSWERS_FILE, REQUESTS_FILE, RUN_FILE } from '../run/askedRun';
import { correctedBy, CORRECTION_LINE } from '../run/corrections';
import { FollowedLines } from '../run/followedLines';
import { readLines } from '../run/lineLog';
import { ANSWER_LINE, type RecordedAnswer } from '../run/recordedAnswer';
import { CORRECTIONS_FILE } from '../run/runDescription';
import { beginningOf, type Run } from '../run/runFolder';
import { REQUEST_LINE, SpentCount } from '../run/sentRequest';
import type { Correction, InspectedRun } from '../types';
import { chainResult, inspectedFrom, type ChainResult } from './inspectRun';

/** A run and everything that its folder says. */
export interface ReadRun {
  readonly run: Pick<Run, 'folder' | 'description' | 'plans' | 'corrections'>;
  readonly inspected: InspectedRun;
}

/**
 * A run that is read again and again while it grows: each time what is new in its files, and only the chains that this
 * is about are worked out again. After any other change of the folder it is read as a whole.
 */
export class FollowedRun {
  private last: Promise<unknown> = Promise.resolve();
  private known: KnownRun | undefined;

  constructor(private readonly folder: string) {}

  /** @throws DeitaError `fileNotFound` when the folder holds no run, `fileUnreadable` */
  read(): Promise<ReadRun> {
    const reading = this.last.then(() => this.readNow());
    this.last = reading.catch(() => (this.known = undefined));
    return reading;
  }

  private async readNow(): Promise<ReadRun> {
    const stamp = await stampOf(path.join(this.folder, RUN_FILE));
    if (this.known?.stamp !== stamp || !(await this.known.update())) {
      this.known = new KnownRun(stamp, await beginningOf(this.folder));
      await this.known.update();
    }
    return this.known.result();
  }
}

/** What is known of a run so far. */
class KnownRun {
  private readonly answers = new Map<string, RecordedAnswer>();
  private readonly spent = new SpentCount();
  private readonly answerLines: FollowedLines<RecordedAnswer>;
  private readonly requestLines;
  private readonly placeOf: ReadonlyMap<string, number>;
  private readonly results: ChainResult[] = [];
  private corrections: readonly Correction[] = [];
  private correctionsStamp = '';
  private latest: ReadRun | undefined;

  constructor(
    /** Of the description. */
    readonly stamp: string,
    private readonly run: Pick<Run, 'folder' | 'description' | 'plans'>,
  ) {
    this.answerLines = new FollowedLines(path.join(run.folder, ANSWERS_FILE), ANSWER_LINE);
    this.requestLines = new FollowedLines(path.join(run.folder, REQUESTS_FILE), REQUEST_LINE);
    this.placeOf = new Map(run.plans.map(({ id }, place) => [id, place]));
    this.workOut(run.plans.map((_, place) => place));
  }

  /** @returns false where its files hold something else than they did; it is of no use then */
  async update(): Promise<boolean> {
    const [answers, requests] = [await this.answerLines.read(), await this.requestLines.read()];
    if (answers.restarted || requests.restarted) return false;
    const isNew = ({ key }: RecordedAnswer): boolean => !this.answers.has(key);
    const added = answers.lines.filter((answer) => isNew(answer) && this.answers.set(answer.key, answer));
    for (const answer of added) this.spent.addAnswer(answer);
    for (const request of requests.lines) this.spent.addRequest(request);
    const corrected = await this.newlyCorrected();
    if (added.length + requests.lines.length + corrected.length > 0) this.latest = undefined;
    const chains = new Set([...added.map(({ key }) => chainIdIn(key)), ...corrected]);
    this.workOut([...chains].flatMap((id) => this.placeOf.get(id) ?? []));
    return true;
  }

  /** The same object as long as nothing has changed. */
  result(): ReadRun {
    const { run, corrections, results, spent } = this;
    this.latest ??= { run: { ...run, corrections }, inspected: inspectedFrom(results, spent.spent) };
    return this.latest;
  }

  /** They are few, and a person may edit them: chains that have a correction, or had one, are worked out again. */
  private async newlyCorrected(): Promise<string[]> {
    const file = path.join(this.run.folder, CORRECTIONS_FILE);
    const stamp = await stampOf(file);
    if (stamp === this.correctionsStamp) return [];
    const before = this.corrections;
    this.corrections = await readLines(file, CORRECTION_LINE);
    this.correctionsStamp = stamp;
    this.latest = undefined;
    return [...before, ...this.corrections].map(({ chain }) => chain);
  }

  private workOut(places: readonly number[]): void {
    const corrected = correctedBy(this.corrections);
    const { parameters } = this.run.description;
    for (const place of places) {
      const plan = this.run.plans[place];
      if (plan !== undefined) {
        this.results[place] = chainResult(plan, parameters, (key) => this.answers.get(key), corrected);
      }
    }
  }
}

/** Changes with a file. */
async function stampOf(file: string): Promise<string> {
  const stats = await stat(file).catch(() => undefined);
  return stats === undefined ? '-' : `${stats.ino} ${stats.size} ${stats.mtimeMs}`;
}
