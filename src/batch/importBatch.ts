import { throwIfAborted } from '../common/errors';
import type { MessageArgument } from '../common/message';
import type { GoodRow } from '../dataset/conversation';
import type { BatchWork, ReferenceRequest } from './batchWork';
import type { BatchRun } from './exportBatch';
import { IDENTITY_TEMPLATE_FILE } from './identityTemplate';
import { readResults } from './resultFiles';
import type { CountedReason, ImportSummary, MissingAnswer, UnreadableLine } from '../protocol/batch';
import { fault, say } from '../messages/say';
import { inEnglish } from '../messages/wording';

export interface ImportRun extends BatchRun {
  /** Resolves when everything kept so far can be read. */
  readonly flush: () => Promise<void>;
}

const LISTED = 20;
/** What is kept waits in memory until it is written. */
const ANSWERS_PER_FLUSH = 10_000;
const NO_ANSWER = say('batch.noAnswer');
/** Reasons beyond these are counted under `OTHER`: some servers put a number into each. */
const MOST_REASONS = 50;
const OTHER = say('batch.otherReasons');

/**
 * Keeps the answers in result and error files, then goes through the dataset as it is now: an answer joins the exact
 * text that it was asked about, or nothing.
 * @throws DeitaError `serverAnswer` when the answers cannot be right, `cancelled`
 */
export async function importResults(files: readonly string[], work: BatchWork, run: ImportRun): Promise<ImportSummary> {
  if (work.reference !== undefined) await checkReference(files, work.reference);
  const answers = await readAnswers(files, work, run);
  const missing = new MissingAnswers(answers.failures);
  const counts = { rows: 0, rowsComplete: 0 };
  let done = 0;
  for await (const rows of run.rows) {
    throwIfAborted(run.signal);
    for (const row of rows) {
      if (row.problem !== undefined) continue;
      work.complete(row);
      counts.rows++;
      if (missing.note(row, work)) counts.rowsComplete++;
    }
    run.onProgress?.((done += rows.length));
  }
  const { accepted, unreadable, unreadableLines } = answers;
  return { accepted, unreadable, unreadableLines, ...counts, ...missing.summary };
}

/** @throws DeitaError `serverAnswer` when the one answer that is known came out wrong: nothing is taken up then */
async function checkReference(files: readonly string[], { request, check }: ReferenceRequest): Promise<void> {
  for (const file of files) {
    for await (const result of readResults(file)) {
      if (!('answer' in result) || result.id !== request.id) continue;
      const wrong = check(result.answer);
      if (wrong === undefined) continue;
      throw fault('wrongReference', { ...wrong, template: IDENTITY_TEMPLATE_FILE });
    }
  }
}

interface Answers {
  accepted: number;
  unreadable: number;
  readonly unreadableLines: UnreadableLine[];
  /** Why requests failed, by id; an answer elsewhere takes a failure back. */
  readonly failures: Map<string, MessageArgument>;
}

async function readAnswers(files: readonly string[], work: BatchWork, run: ImportRun): Promise<Answers> {
  const answers: Answers = { accepted: 0, unreadable: 0, unreadableLines: [], failures: new Map() };
  for (const file of files) {
    for await (const result of readResults(file)) {
      throwIfAborted(run.signal);
      if ('unreadable' in result) {
        answers.unreadable++;
        const { place, unreadable: said } = result;
        if (answers.unreadableLines.length < LISTED) answers.unreadableLines.push({ place, said });
      } else {
        const failure = 'failure' in result ? result.failure : work.accept(result.id, result.answer);
        if (failure !== undefined) answers.failures.set(result.id, failure);
        else if (++answers.accepted % ANSWERS_PER_FLUSH === 0) await run.flush();
      }
    }
  }
  await run.flush();
  return answers;
}

/** What the dataset still has to ask, each text once. */
class MissingAnswers {
  private readonly seen = new Set<string>();
  /** By their English. */
  private readonly reasons = new Map<string, CountedReason>();
  private readonly first: MissingAnswer[] = [];

  constructor(private readonly failures: ReadonlyMap<string, MessageArgument>) {}

  /** @returns whether nothing is missing */
  note(row: GoodRow, work: BatchWork): boolean {
    const { rowIndex, lineNumber } = row;
    const requests = work.missing(row);
    for (const { id } of requests) {
      if (this.seen.has(id)) continue;
      this.seen.add(id);
      const reason = this.failures.get(id) ?? NO_ANSWER;
      this.count(reason);
      if (this.first.length < LISTED) this.first.push({ id, rowIndex, lineNumber, reason });
    }
    return requests.length === 0;
  }

  get summary(): Pick<ImportSummary, 'missing' | 'reasons' | 'firstMissing'> {
    const reasons = [...this.reasons.values()].sort((a, b) => b.count - a.count);
    return { missing: this.seen.size, reasons, firstMissing: this.first };
  }

  private count(found: MessageArgument): void {
    const isListed = this.reasons.has(inEnglish(found)) || this.reasons.size < MOST_REASONS;
    const reason = isListed ? found : OTHER;
    const name = inEnglish(reason);
    this.reasons.set(name, { reason, count: (this.reasons.get(name)?.count ?? 0) + 1 });
  }
}
