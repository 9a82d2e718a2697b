import { seededOrder, seededSample } from '../../common/seededOrder';
import { fileExists } from '../../common/fileExists';
import { fault } from '../../messages/say';
import { assertNotDataset } from '../../dataset/protectDataset';
import { writeRows } from '../../dataset/rowWriter';
import type { ExportRequest, ExportSummary, RowsExport, ValidationSplit } from '../../protocol/exports';
import { manifestOf } from '../../protocol/manifest';
import type { JobContext } from '../job';
import type { OpenDataset } from '../openDataset';
import { StageProgress } from '../progress';
import { fileOrder } from '../rows/rowReader';
import { convertRows } from './convertRows';
import { sourceFactsOf, writeManifest, type Output } from './exportManifest';
import { rowAnnotations } from './rowAnnotations';

/**
 * Writes rows byte for byte or in another form, and a manifest beside them that says where they come from and how they
 * were chosen; those put aside for validation likewise.
 * @throws DeitaError `usage` without a selection (or scores), and what `writeRows` throws
 */
export async function exportRows(open: OpenDataset, request: ExportRequest, job: JobContext): Promise<ExportSummary> {
  const { validation, overwrite } = request;
  await open.untilIndexed(job);
  const all = shuffled(await rowsToWrite(open, request), request.shuffleSeed);
  if (validation === undefined) return exportPart(open, request, all, job);
  // Of those for training the editor's file dialog has asked.
  for (const { outputPath } of [validation, request]) {
    await assertNotDataset(open.dataset.files, outputPath);
    await assertNoManifest(outputPath, overwrite);
    if (!overwrite && (await fileExists(outputPath))) throw fault('outputExists', { file: outputPath });
  }
  const [train, aside] = divided(all, validation);
  const { percent, seed } = validation;
  const trained = await exportPart(open, { ...request, split: { part: 'train', percent, seed } }, train, job);
  const { outputPath } = validation;
  const part = { ...request, outputPath, split: { part: 'validation', percent, seed } } as const;
  return { ...trained, validation: await exportPart(open, part, aside, job) };
}

type ExportPart = Omit<ExportRequest, 'validation'> & Pick<Output, 'split'>;

async function exportPart(
  open: OpenDataset,
  request: ExportPart,
  rowIndexes: Uint32Array,
  job: JobContext,
): Promise<ExportSummary> {
  const { outputPath, overwrite, form, split } = request;
  await assertNoManifest(outputPath, overwrite);
  const progress = new StageProgress(job.onProgress, { stage: 'export', total: rowIndexes.length });
  const annotate = await annotationsFor(open, request, job.signal);
  const options = {
    overwrite,
    onProgress: (rows: number) => progress.update(rows),
    ...(annotate === undefined ? {} : { annotate }),
    ...(job.signal === undefined ? {} : { signal: job.signal }),
  };
  const written =
    form === undefined
      ? await writeRows(open.dataset, rowIndexes, outputPath, options)
      : { form, ...(await convertRows(open.dataset, rowIndexes, outputPath, { ...options, form })) };
  const source = await sourceFactsOf(open.dataset, job.signal);
  const output = { outputPath, ...written, ...(split === undefined ? {} : { split }) };
  const manifestPath = await writeManifest(open, request, source, output);
  return { outputPath, manifestPath, ...written };
}

function shuffled(rowIndexes: Uint32Array, seed: number | undefined): Uint32Array {
  if (seed === undefined) return rowIndexes;
  return seededOrder(rowIndexes.length, seed).map((at) => rowIndexes[at] as number);
}

/** Rows to train on and rows put aside, each in the order of all. */
function divided(
  rowIndexes: Uint32Array,
  { percent, seed }: ValidationSplit,
): [train: Uint32Array, aside: Uint32Array] {
  const { length } = rowIndexes;
  const drawn = new Set(seededSample(length, Math.floor((length * percent) / 100), seed));
  return [rowIndexes.filter((_, at) => !drawn.has(at)), rowIndexes.filter((_, at) => drawn.has(at))];
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

/**
 * @throws DeitaError `usage` without a selection, scores, groups of near-duplicates, or the view that is asked for, where
 * it takes them
 */
export async function rowsToWrite(
  open: OpenDataset,
  { rows, viewId = '', order, withScores }: RowsExport,
): Promise<Uint32Array> {
  const { scores, selection } = open.results;
  if (withScores && scores === null) throw fault('noScoresToExport');
  if (rows === 'all') return fileOrder(open.dataset.rowCount);
  if (rows === 'deduplicated') return deduplicated(open);
  if (rows === 'shown') return open.view(viewId).allRows();
  if (selection === null) throw fault('noSelectionToExport');
  const { selectedRows } = selection.outcome;
  if (rows === 'leftOut') {
    return fileOrder(open.dataset.rowCount).filter((row) => selection.statusOf(row) !== 'selected');
  }
  return order === 'score' ? selectedRows : selectedRows.slice().sort();
}
