import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { messageOf } from '../../common/errors';
import { isObject, parsedJson, type JsonObject } from '../../dataset/formats/format';
import { fault } from '../../messages/say';
import type { SelectionSummary } from '../../protocol/dataset';
import { rowsOfManifest } from '../../protocol/manifest';
import type { EngineContext } from '../engineContext';
import type { JobContext } from '../job';
import { noteRemainingRows } from '../noteAllRows';
import type { OpenDataset } from '../openDataset';
import type { PoolResults } from '../results/poolResults';
import { presentSummary, reportedRun, selectionOfRows } from '../results/reportedResults';
import type { SelectionResult } from '../results/selectionResult';
import { runsByRows } from '../sources/writtenRuns';
import { sourceFactsOf } from './exportManifest';

type RunResults = PoolResults & { readonly selection: SelectionResult };

/**
 * Shows a selection that was made earlier, as it was then, in place of the one that is shown.
 * @param file a report, or the manifest beside rows that were exported: of others than those nothing is known then
 * @throws DeitaError `usage` for what is neither, or was made of other bytes or other edited texts; `fileUnreadable`,
 * `fileChanged`, `cancelled`
 */
export async function openRun(
  open: OpenDataset,
  file: string,
  context: EngineContext,
  job: JobContext,
): Promise<SelectionSummary> {
  const { document, writtenAt } = await readDocument(file);
  await open.prepareForJob(job);
  const { dataset, facts } = open;
  await noteRemainingRows(dataset, facts, job.signal);
  const [written, rowsFile] = [{ document, writtenAt, file }, rowsOfManifest(file)];
  const results =
    rowsFile !== undefined && 'output' in document
      ? await manifestResults({ ...written, rowsFile }, open, context, job)
      : await reportResults(written, open, job);
  assertSameTexts(results.selection, open, file);
  await dataset.assertUnchanged();
  await open.setSelection(bestScores(results, open), results.selection);
  return results.selection.summary;
}

interface WrittenDocument {
  readonly file: string;
  readonly document: JsonObject;
  /** ISO 8601. */
  readonly writtenAt: string;
}

async function readDocument(file: string): Promise<Omit<WrittenDocument, 'file'>> {
  let text: string;
  let writtenAt: Date;
  try {
    [text, { mtime: writtenAt }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
  } catch (error) {
    throw fault('notRead', { file, reason: messageOf(error) });
  }
  const document = parsedJson(text);
  if (!isObject(document)) throw fault('noKeptReport', { file });
  return { document, writtenAt: writtenAt.toISOString() };
}

async function reportResults(
  { document, writtenAt, file }: WrittenDocument,
  open: OpenDataset,
  { signal }: JobContext,
): Promise<RunResults> {
  const run = reportedRun(document, writtenAt);
  if (run === undefined) throw fault('noKeptReport', { file });
  const hasSameRows = run.results.selection.outcome.statuses.length === open.dataset.rowCount;
  if (!hasSameRows || !(await isMadeOf(open, run.source, signal))) throw otherContent(open, file);
  return run.results;
}

async function manifestResults(
  { document, writtenAt, file, rowsFile }: WrittenDocument & { readonly rowsFile: string },
  open: OpenDataset,
  { cache }: EngineContext,
  { signal }: JobContext,
): Promise<RunResults> {
  const summary = presentSummary(document.selection, writtenAt);
  const { source, output } = document;
  if (summary === undefined || !isObject(source) || !isObject(output) || output.content !== 'selected') {
    throw fault('noRowsManifest', { file });
  }
  if (output.order !== 'score') throw fault('manifestWithoutRanks', { file });
  if (!(await isMadeOf(open, source, signal))) throw otherContent(open, file);
  const [run] = await runsByRows([{ name: file, rowsFile }], open, cache, signal);
  const selected = run?.selectedRows ?? [];
  if (selected.length !== summary.counts.selected) {
    const counts = { written: selected.length, selected: summary.counts.selected };
    throw fault('manifestOfPart', { file, ...counts });
  }
  return { scores: null, selection: selectionOfRows(selected, open.dataset.rowCount, summary) };
}

/** By the hash of the bytes, of a pool's files too; reports of earlier versions tell no more than how many they are. */
async function isMadeOf(
  { dataset }: OpenDataset,
  source: JsonObject,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (source.bytes !== dataset.byteLength) return false;
  if (source.sha256 === undefined) return true;
  const facts = await sourceFactsOf(dataset, signal);
  return facts.sha256 === source.sha256 && hashesOf(facts.files) === hashesOf(source.files);
}

function hashesOf(files: unknown): string {
  const facts: readonly unknown[] = Array.isArray(files) ? files : [];
  return facts.map((each) => (isObject(each) ? String(each.sha256) : '')).join(' ');
}

function otherContent({ dataset }: OpenDataset, run: string): Error {
  return fault('runOfOtherContent', { run: path.basename(run), file: path.basename(dataset.path) });
}

function assertSameTexts({ summary }: SelectionResult, { decisions }: OpenDataset, run: string): void {
  if (summary.decisions?.texts === decisions.inForce?.summary.texts) return;
  throw fault('runOfOtherTexts', { run: path.basename(run) });
}

/** Those that are known by now say more, where they are by the same scorer; a run without any hides none. */
function bestScores({ scores }: RunResults, open: OpenDataset): PoolResults['scores'] {
  const known = open.results.scores;
  if (scores === null) return known;
  return known?.label.hash === scores.label.hash && known.isPartial !== true ? known : scores;
}
