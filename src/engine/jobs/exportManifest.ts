import path from 'node:path';
import { VERSION } from '../../common/version';
import { replaceFile } from '../../dataset/atomicFile';
import type { Dataset } from '../../dataset/dataset';
import { fetchOriginOf } from '../../dataset/fetchRecord';
import { hashedFile } from '../../dataset/fileIdentity';
import type { WrittenRows } from '../../dataset/rowWriter';
import type { RowForm } from '../../choices/rowForms';
import type { ExportOrder, ExportRequest, RowsExport } from '../../protocol/exports';
import type { NearDuplicateSummary } from '../../protocol/nearDuplicates';
import { manifestOf } from '../../protocol/manifest';
import type { DuplicateGroups } from '../nearDuplicates/duplicateGroups';
import type { OpenDataset } from '../openDataset';

export interface Output extends WrittenRows {
  readonly outputPath: string;
  /** The file of the pool that alone its rows are of, as the pool calls it. */
  readonly source?: string;
  readonly form?: RowForm;
  readonly leftOut?: number;
  /** Which part of rows that a seed has divided. */
  readonly split?: { readonly part: 'train' | 'validation'; readonly percent: number; readonly seed: number };
}

/** Where rows come from: one file, or a pool with its files. */
export interface SourceFacts extends FileFacts {
  readonly files?: readonly FileFacts[];
}

interface FileFacts {
  readonly file: string;
  readonly bytes: number;
  readonly rows: number;
  /** Hex. */
  readonly sha256: string;
  /** Where it was fetched from. */
  readonly hub?: object;
}

/** Reads every file of the dataset for its hash. @throws DeitaError as `hashedFile` */
export async function sourceFactsOf(dataset: Dataset, signal: AbortSignal | undefined): Promise<SourceFacts> {
  const sha256 = await dataset.sha256(signal);
  const files = dataset.isPool ? await memberFacts(dataset, signal) : undefined;
  // A pool file stays what it was when one of its files is changed.
  const isAsFetched = files?.every(({ hub }) => hub !== undefined) ?? true;
  return {
    ...{ file: path.basename(dataset.path), bytes: dataset.byteLength, rows: dataset.rowCount, sha256 },
    ...(isAsFetched ? await originFacts(dataset.path, sha256) : {}),
    ...(files === undefined ? {} : { files }),
  };
}

/**
 * Says beside an output where its rows come from, how they were chosen and what was written.
 * @returns the path of the manifest
 */
export async function writeManifest(
  { dataset, results, groups }: OpenDataset,
  { rows, order, withScores, shuffleSeed }: RowsExport & Pick<ExportRequest, 'shuffleSeed'>,
  sourceFacts: SourceFacts,
  { outputPath, source, ...written }: Output,
): Promise<string> {
  const manifest = {
    version: VERSION,
    exportedAt: new Date().toISOString(),
    source: { ...sourceFacts, ...wayTo(dataset, outputPath) },
    output: {
      file: path.basename(outputPath),
      ...(source === undefined ? {} : { source }),
      ...written,
      content: rows,
      ...(shuffleSeed === undefined ? { order: orderOf(rows, order) } : { order: 'shuffled', seed: shuffleSeed }),
      withScores,
    },
    ...(rows === 'deduplicated' ? { nearDuplicates: nearDuplicateFacts(groups) } : {}),
    scorer: results.scores?.label ?? null,
    selection: results.selection?.summary ?? null,
  };
  const manifestPath = manifestOf(outputPath);
  await replaceFile(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`);
  return manifestPath;
}

/** What rows were left out by. */
function nearDuplicateFacts(groups: DuplicateGroups): object {
  const { threshold, groups: count, rows } = groups.summary as NearDuplicateSummary;
  return { threshold, groups: count, rows, rowsLeftOut: groups.redundantRows().length };
}

function orderOf(rows: RowsExport['rows'], order: ExportOrder): ExportOrder | 'shown' {
  if (rows === 'shown') return 'shown';
  return rows === 'selected' ? order : 'file';
}

/**
 * Where the dataset lies from the manifest's folder, so that who reads the manifest finds it: not for one beside it or on another drive, nor
 * for a pool, whose file is gone after a command that was given several files.
 */
function wayTo({ path: dataset, isPool }: Dataset, output: string): { readonly path?: string } {
  const way = path.relative(path.dirname(path.resolve(output)), dataset);
  return isPool || way === path.basename(dataset) || path.isAbsolute(way)
    ? {}
    : { path: way.split(path.sep).join('/') };
}

/** A pool's own hash says nothing of what its files hold. */
async function memberFacts({ members }: Dataset, signal: AbortSignal | undefined): Promise<FileFacts[]> {
  const facts: FileFacts[] = [];
  for (const { name, path: file, rowCount } of members) {
    const content = await hashedFile(file, signal);
    facts.push({ file: name, ...content, rows: rowCount, ...(await originFacts(file, content.sha256)) });
  }
  return facts;
}

/** Of a file that was fetched from the hub, its repository and commit. */
async function originFacts(file: string, sha256: string): Promise<{ readonly hub?: object }> {
  const hub = await fetchOriginOf(file, sha256);
  return hub === undefined ? {} : { hub };
}
