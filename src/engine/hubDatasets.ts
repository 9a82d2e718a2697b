import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { fileExists } from '../common/fileExists';
import { describeFailure, replaceFile } from '../dataset/atomicFile';
import {
  FETCH_RECORD,
  poolTextOf,
  readFetchRecord,
  type FetchedSplit,
  type FetchOrigin,
  type FetchRecord,
} from '../dataset/fetchRecord';
import { hashedFile } from '../dataset/fileIdentity';
import { POOL_ENDING } from '../dataset/containers/pool/poolFile';
import type { DatasetSplit } from '../hub/datasetConfigs';
import { chooseSplits, downloadSplits, readDataset, targetOf, type RemoteDataset } from '../hub/datasetDownload';
import { fault } from '../messages/say';
import type { FetchedDataset, HubDataset, HubDatasetRequest, HubFetchRequest } from '../protocol/hubDatasets';
import type { EngineContext } from './engineContext';
import { hubOf, MEGABYTE } from './hubModels';
import type { JobContext } from './job';
import { StageProgress } from './progress';

/** @throws DeitaError as `readDataset` */
export async function describeHubDataset(
  request: HubDatasetRequest,
  context: EngineContext,
  { signal }: JobContext,
): Promise<HubDataset> {
  const { repository, configs } = await readDataset(request, hubOf(request, context, signal));
  const { name, commit, license, isGated } = repository;
  return {
    ...{ repository: name, commit, license, gated: isGated },
    configs: configs.map((config) => ({
      name: config.name,
      splits: config.splits.map((split) => ({
        ...{ name: split.name, rows: split.rows },
        ...{ files: split.files.length, bytes: bytesOf(split) },
      })),
    })),
  };
}

/**
 * Brings splits of a dataset into a folder, each as one file or as a pool of its files, with a record of where they come
 * from.
 * @throws DeitaError as `readDataset`, `chooseSplits` and `downloadSplits`, `outputFailed`
 */
export async function fetchHubDataset(
  request: HubFetchRequest,
  context: EngineContext,
  { signal, onProgress }: JobContext,
): Promise<FetchedDataset> {
  const { folder, overwrite } = request;
  const hub = hubOf(request, context, signal);
  const dataset = await readDataset(request, hub);
  const { config, splits } = chooseSplits(dataset, request);
  const pools = splits.map((split) => (split.files.length === 1 ? undefined : poolName(config, split)));
  await assertNotThere(folder, pools, overwrite);
  const progress = new StageProgress(onProgress, { stage: 'download', total: null, about: request.repository });
  const show = (done: number, total: number): void =>
    progress.update(Math.floor(done / MEGABYTE), Math.ceil(total / MEGABYTE));
  await downloadSplits({ dataset, splits, folder, hub, overwrite, onProgress: show }).catch((error: unknown) => {
    throw describeFailure(folder, error);
  });
  const recorded = await Promise.all(splits.map((split, at) => recordOf(folder, split, pools[at])));
  for (const split of recorded) {
    if (split.pool !== undefined) await replaceFile(path.join(folder, split.pool), poolTextOf(split));
  }
  await writeRecord(folder, { request, dataset, endpoint: hub.endpoint, config, splits: recorded });
  const { name, commit, license } = dataset.repository;
  return {
    ...{ repository: name, commit, license, config, folder },
    splits: recorded.map((split) => ({
      name: split.name,
      path: targetOf(folder, split.pool ?? split.files[0]?.path ?? ''),
      bytes: bytesOf(split),
    })),
  };
}

function bytesOf({ files }: Pick<FetchedSplit, 'files'> | DatasetSplit): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** Names on the hub become names of files. */
function poolName(config: string, { name }: DatasetSplit): string {
  return `${[config, name].map((part) => part.replace(/[^\w.-]+/g, '-')).join('.')}${POOL_ENDING}`;
}

/** A pool of an earlier fetch is replaced, one of somebody's own is not. */
async function assertNotThere(
  folder: string,
  pools: readonly (string | undefined)[],
  overwrite: boolean,
): Promise<void> {
  if (overwrite || (await fileExists(path.join(folder, FETCH_RECORD)))) return;
  for (const pool of pools) {
    const file = path.join(folder, pool ?? '');
    if (pool !== undefined && (await fileExists(file))) throw fault('outputExists', { file });
  }
}

async function recordOf(
  folder: string,
  { name, files }: DatasetSplit,
  pool: string | undefined,
): Promise<FetchedSplit> {
  const recorded = [];
  for (const { path: file, bytes, checksum } of files) {
    const sha256 =
      checksum.kind === 'sha256' ? checksum.hex.toLowerCase() : (await hashedFile(targetOf(folder, file))).sha256;
    recorded.push({ path: file, bytes, sha256 });
  }
  return { name, ...(pool === undefined ? {} : { pool }), files: recorded };
}

interface Recorded {
  readonly request: HubFetchRequest;
  readonly dataset: RemoteDataset;
  readonly endpoint: string;
  readonly config: string;
  readonly splits: readonly FetchedSplit[];
}

/** Adds to what is said of splits that were fetched before of the same commit and config; of another, it takes their place. */
async function writeRecord(
  folder: string,
  { request, dataset: { repository }, endpoint, config, splits }: Recorded,
): Promise<void> {
  const { name, commit, license } = repository;
  const origin = { repository: name, revision: request.revision ?? null, commit, endpoint, license, config };
  const record: FetchRecord = { ...origin, splits: [...(await splitsBefore(folder, origin, splits)), ...splits] };
  await replaceFile(path.join(folder, FETCH_RECORD), `${JSON.stringify(record, null, 2)}\n`);
}

async function splitsBefore(
  folder: string,
  origin: FetchOrigin,
  fetched: readonly FetchedSplit[],
): Promise<readonly FetchedSplit[]> {
  const { splits = [], ...before } = (await readFetchRecord(folder)) ?? {};
  return isDeepStrictEqual(before, origin)
    ? splits.filter(({ name }) => !fetched.some((own) => own.name === name))
    : [];
}
