import { fileExists } from '../../common/fileExists';
import { fault } from '../../messages/say';
import { writeRows } from '../../dataset/rowWriter';
import type { ExportRequest, ExportSummary, RowsExport } from '../../protocol/dataset';
import { manifestOf } from '../../protocol/manifest';
import type { JobContext } from '../job';
import type { OpenDataset } from '../openDataset';
import { StageProgress } from '../progress';
import { fileOrder } from '../rows/rowReader';
import { sourceFactsOf, writeManifest } from './exportManifest';
import { rowAnnotations } from './rowAnnotations';

/**
 * Writes rows byte for byte, and a manifest beside them that says where they come from and how they were chosen.
 * @throws DeitaError `usage` without a selection (or scores), and what `writeRows` throws
 */
export async function exportRows(open: OpenDataset, request: ExportRequest, job: JobContext): Promise<ExportSummary> {
  const { outputPath, overwrite } = request;
  await open.untilIndexed(job);
  const rowIndexes = rowsToWrite(open, request);
  await assertNoManifest(outputPath, overwrite);
  const progress = new StageProgress(job.onProgress, {
    stage: 'export',
    total: rowIndexes.length,
  });
  const annotate = await annotationsFor(open, request, job.signal);
  const written = await writeRows(open.dataset, rowIndexes, outputPath, {
    overwrite,
    onProgress: (rows) => progress.update(rows),
    ...(annotate === undefined ? {} : { annotate }),
    ...(job.signal === undefined ? {} : { signal: job.signal }),
  });
  const source = await sourceFactsOf(open.dataset, job.signal);
  const manifestPath = await writeManifest(open, request, source, { outputPath, ...written });
  return { outputPath, manifestPath, ...written };
}

/** @throws DeitaError `outputExists` for a manifest that another export has left */
export async function assertNoManifest(outputPath: string, overwrite: boolean): Promise<void> {
  const manifestPath = manifestOf(outputPath);
  if (!overwrite && (await fileExists(manifestPath))) throw fault('outputExists', { file: manifestPath });
}

/** What is added to a row, by its index; undefined where nothing is. */
export async function annotationsFor(
  { results, facts, decisions, added }: OpenDataset,
  { withScores }: RowsExport,
  signal: AbortSignal | undefined,
): Promise<((row: number) => Readonly<Record<string, unknown>> | undefined) | undefined> {
  if (!withScores) return undefined;
  // What is decided by hand comes from the file that the selection was made with, else it is what is shown.
  const file = results.selection?.summary.parameters.decisions;
  const decided = file === undefined ? decisions.shown : await decisions.read(file, signal);
  return rowAnnotations(results, facts, (row) => decided?.of(row), added);
}

/** @throws DeitaError `usage` where no near-duplicates have been looked for */
function deduplicated({ dataset, groups, decisions }: OpenDataset): Uint32Array {
  if (groups.summary === undefined) throw fault('noGroupsToExport');
  const redundant = new Set(groups.redundantRows());
  return fileOrder(dataset.rowCount).filter(
    (row) => !redundant.has(row) && decisions.inForce?.of(row)?.verdict !== 'drop',
  );
}

/** @throws DeitaError `usage` without a selection, scores or groups of near-duplicates, where it takes them */
export function rowsToWrite(open: OpenDataset, { rows, order, withScores }: RowsExport): Uint32Array {
  const { scores, selection } = open.results;
  if (withScores && scores === null) {
    throw fault('noScoresToExport');
  }
  if (rows === 'all') return fileOrder(open.dataset.rowCount);
  if (rows === 'deduplicated') return deduplicated(open);
  if (selection === null) throw fault('noSelectionToExport');
  return order === 'score' ? selection.outcome.selectedRows : selection.outcome.selectedRows.slice().sort();
}
