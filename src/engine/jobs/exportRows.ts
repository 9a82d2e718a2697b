import path from 'node:path';
import { VERSION } from '../../common/version';
import { fileExists } from '../../common/fileExists';
import { replaceFile } from '../../dataset/atomicFile';
import { writeRows, type WrittenRows } from '../../dataset/rowWriter';
import type { ExportRequest, ExportSummary } from '../../protocol/dataset';
import { manifestOf } from '../../protocol/manifest';
import type { OpenDataset } from '../openDataset';
import { StageProgress } from '../progress';
import { fileOrder } from '../rows/rowReader';
import type { JobContext } from '../job';
import { rowAnnotations } from './rowAnnotations';
import { fault } from '../../messages/say';

/**
 * Writes rows byte for byte, and a manifest beside them that says where they come from and how they were chosen.
 * @throws DeitaError `usage` without a selection (or scores), and what `writeRows` throws
 */
export async function exportRows(open: OpenDataset, request: ExportRequest, job: JobContext): Promise<ExportSummary> {
  const { outputPath, overwrite } = request;
  const manifestPath = manifestOf(outputPath);
  await open.untilIndexed(job);
  const rowIndexes = rowsToWrite(open, request);
  if (!overwrite && (await fileExists(manifestPath))) {
    throw fault('outputExists', { file: manifestPath });
  }
  const progress = new StageProgress(job.onProgress, {
    stage: 'export',
    total: rowIndexes.length,
  });
  const written = await writeRows(open.dataset, rowIndexes, outputPath, {
    overwrite,
    onProgress: (rows) => progress.update(rows),
    ...(request.withScores ? { annotate: await annotations(open, job.signal) } : {}),
    ...(job.signal === undefined ? {} : { signal: job.signal }),
  });
  await writeManifest(open, request, written, manifestPath, job.signal);
  return { outputPath, manifestPath, ...written };
}

/** With what is decided by hand, by the file that the selection was made with, else as it is shown. */
async function annotations({ results, facts, decisions, added }: OpenDataset, signal: AbortSignal | undefined) {
  const file = results.selection?.summary.parameters.decisions;
  const decided = file === undefined ? decisions.shown : await decisions.read(file, signal);
  return rowAnnotations(results, facts, (row) => decided?.of(row), added);
}

function rowsToWrite(open: OpenDataset, { rows, order, withScores }: ExportRequest): Uint32Array {
  const { scores, selection } = open.results;
  if (withScores && scores === null) {
    throw fault('noScoresToExport');
  }
  if (rows === 'all') return fileOrder(open.dataset.rowCount);
  if (selection === null) throw fault('noSelectionToExport');
  return order === 'score' ? selection.outcome.selectedRows : selection.outcome.selectedRows.slice().sort();
}

async function writeManifest(
  open: OpenDataset,
  { rows, order, withScores, outputPath }: ExportRequest,
  written: WrittenRows,
  manifestPath: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { dataset, results } = open;
  const sha256 = await dataset.sha256(signal);
  const manifest = {
    version: VERSION,
    exportedAt: new Date().toISOString(),
    source: {
      ...{ file: path.basename(dataset.path), bytes: dataset.byteLength, rows: dataset.rowCount, sha256 },
      ...(dataset.members.length > 0 ? { files: dataset.members } : {}),
    },
    output: {
      file: path.basename(outputPath),
      ...written,
      content: rows,
      order: rows === 'all' ? 'file' : order,
      withScores,
    },
    scorer: results.scores?.label ?? null,
    selection: results.selection?.summary ?? null,
  };
  await replaceFile(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);
}
