import path from 'node:path';
import { makeFolder } from '../../common/makeFolder';
import { fileExists } from '../../common/fileExists';
import { messageOf } from '../../common/errors';
import type { RowEdits } from '../../dataset/conversation';
import type { Dataset, MemberFile } from '../../dataset/dataset';
import { namesBySource } from '../../dataset/sourceNames';
import { assertNotDataset } from '../../dataset/protectDataset';
import { writeRows } from '../../dataset/rowWriter';
import { fault } from '../../messages/say';
import type { SourceExport, SourcesExportRequest, SourcesExportSummary } from '../../protocol/exports';
import type { JobContext } from '../job';
import type { OpenDataset } from '../openDataset';
import { StageProgress } from '../progress';
import { sourceFactsOf, writeManifest } from './exportManifest';
import { annotationsFor, assertNoManifest, rowsToWrite } from './exportRows';

/**
 * Writes the rows of each file of a pool, or of the one file, to a file of its own, in the container and byte for byte as that file has them,
 * each with its manifest. Nothing is written unless every file can be.
 * @throws DeitaError as `exportRows`
 */
export async function exportSources(
  open: OpenDataset,
  request: SourcesExportRequest,
  job: JobContext,
): Promise<SourcesExportSummary> {
  await open.untilIndexed(job);
  const { dataset } = open;
  const rowIndexes = await rowsToWrite(open, request);
  const annotate = await annotationsFor(open, request, job.signal);
  await dataset.assertUnchanged();
  const members = sourcesOf(dataset);
  const isChanged = (member: MemberFile): boolean =>
    request.withScores || rowsOf(member, rowIndexes).some((row) => dataset.edits.has(member.firstRow + row));
  const names = await namesBySource(members, (member) => dataset.openMember(member, job.signal), isChanged);
  await prepare(dataset, names, request);
  const sourceFacts = await sourceFactsOf(dataset, job.signal); // Of all files: once, not with every output.
  const progress = new StageProgress(job.onProgress, { stage: 'export', total: rowIndexes.length });
  let done = 0;
  const outputs: SourceExport[] = [];
  for (const [at, member] of members.entries()) {
    const outputPath = path.join(request.folder, names[at] as string);
    const { name: source, firstRow } = member;
    const written = await withMember(dataset, member, job.signal, (opened) =>
      writeRows(opened, rowsOf(member, rowIndexes), outputPath, {
        overwrite: request.overwrite,
        onProgress: (rows) => progress.update(done + rows),
        ...(annotate === undefined ? {} : { annotate: (row) => annotate(firstRow + row) }),
        ...(job.signal === undefined ? {} : { signal: job.signal }),
      }),
    );
    done += written.rows;
    const manifestPath = await writeManifest(open, request, sourceFacts, { outputPath, source, ...written });
    outputs.push({ source, outputPath, manifestPath, ...written });
  }
  return { folder: request.folder, outputs };
}

function sourcesOf({ isPool, members, path: file, rowCount }: Dataset): readonly MemberFile[] {
  return isPool ? members : [{ name: path.basename(file), path: file, firstRow: 0, rowCount }];
}

/** Finds out before the first file is written what would keep another one from being. */
async function prepare(
  dataset: Dataset,
  names: readonly string[],
  { folder, overwrite }: SourcesExportRequest,
): Promise<void> {
  try {
    await makeFolder(folder);
  } catch (error) {
    throw fault('outputNotWritten', { file: folder, reason: messageOf(error) });
  }
  for (const name of names) {
    const outputPath = path.join(folder, name);
    await assertNotDataset(dataset.files, outputPath);
    await assertNoManifest(outputPath, overwrite);
    if (!overwrite && (await fileExists(outputPath))) throw fault('outputExists', { file: outputPath });
  }
}

/** The rows of a file among those of the pool, counted as the file counts them. */
function rowsOf({ firstRow, rowCount }: MemberFile, rowIndexes: Uint32Array): Uint32Array {
  return rowIndexes.filter((row) => row >= firstRow && row < firstRow + rowCount).map((row) => row - firstRow);
}

async function withMember<T>(
  dataset: Dataset,
  member: MemberFile,
  signal: AbortSignal | undefined,
  work: (opened: Dataset) => Promise<T>,
): Promise<T> {
  const opened = await dataset.openMember(member, signal);
  try {
    opened.edits = editsOf(dataset, member);
    return await work(opened);
  } finally {
    await opened.close();
  }
}

/** What of the pool's rows was edited by hand, by the rows of the file. */
function editsOf({ edits }: Dataset, { firstRow, rowCount }: MemberFile): RowEdits {
  const own = [...edits].filter(([row]) => row >= firstRow && row < firstRow + rowCount);
  return new Map(own.map(([row, texts]) => [row - firstRow, texts]));
}
