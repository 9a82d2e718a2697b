import { setTimeout as sleep } from 'node:timers/promises';
import type { Dataset } from '../dataset/dataset';
import type { RowFacts } from './rows/rowFacts';
import { isHuge, readUnparsedInPieces, rowRange } from './rows/rowReader';

/** Small pieces and pauses between them: whatever a person asks for meanwhile goes first. */
const PIECE = { maxRows: 64, maxBytes: 256 * 1024 };
const REST_MS = 1;
/**
 * Between pieces while a person goes through the rows, or waits for the index: what they wait for shares the processor
 * with little else.
 */
const LONG_REST_MS = 50;
const PAUSED_MS = 200;

export interface NotingOptions {
  readonly signal: AbortSignal;
  /** True while something else reads the rows. */
  readonly isPaused: () => boolean;
  /** True while a person goes through the rows. */
  readonly isBrowsed: () => boolean;
  readonly onProgress: () => void;
}

/** Reads every row once, in file order, as it is indexed, from where noting has come to. */
export async function noteAllRows(dataset: Dataset, facts: RowFacts, options: NotingOptions): Promise<void> {
  const { signal, isPaused, onProgress } = options;
  let failure: unknown;
  dataset.indexed.catch((error: unknown) => (failure = error));
  while (!signal.aborted && failure === undefined) {
    if (isPaused() || (await isLeftToJob(dataset, facts, isPaused))) await sleep(PAUSED_MS);
    else if (facts.noted < dataset.rowCount) {
      await noteIndexed(dataset, facts, options);
      onProgress();
    } else if (dataset.isIndexed) {
      onProgress(); // Whoever else read rows noted them without a word.
      return;
    } else await sleep(PAUSED_MS);
  }
  if (failure !== undefined) throw failure as Error;
}

/** A job that follows at once reads the rows itself: two copies of a huge one are much memory. */
async function isLeftToJob(dataset: Dataset, facts: RowFacts, isPaused: () => boolean): Promise<boolean> {
  if (!isNextHuge(dataset, facts)) return false;
  await sleep(PAUSED_MS);
  return isPaused();
}

function isNextHuge(dataset: Dataset, { noted }: RowFacts): boolean {
  return noted < dataset.rowCount && isHuge(dataset, noted);
}

async function noteIndexed(dataset: Dataset, facts: RowFacts, options: NotingOptions): Promise<void> {
  const { signal, isPaused, isBrowsed, onProgress } = options;
  const pieces = readUnparsedInPieces(dataset, rowRange(facts.noted, dataset.rowCount), { signal, ...PIECE });
  for await (const rows of pieces) {
    const problems = facts.problemCount;
    await rows.forEach(({ row }) => facts.note(row));
    if (facts.problemCount !== problems) onProgress();
    if (isPaused() || isNextHuge(dataset, facts)) return;
    await sleep(isBrowsed() || !dataset.isIndexed ? LONG_REST_MS : REST_MS);
  }
}

/** Reads the rows that have not been noted yet, now; the dataset must be indexed. */
export async function noteRemainingRows(
  dataset: Dataset,
  facts: RowFacts,
  signal: AbortSignal | undefined,
): Promise<void> {
  for await (const rows of readUnparsedInPieces(dataset, rowRange(facts.noted, dataset.rowCount), { signal })) {
    await rows.forEach(({ row }) => facts.note(row));
  }
}
