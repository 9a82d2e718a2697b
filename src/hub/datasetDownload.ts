import path from 'node:path';
import { fileExists } from '../common/fileExists';
import { fault } from '../messages/say';
import { matchesChecksum } from './checksum';
import { configsOf, type DatasetConfig, type DatasetSplit } from './datasetConfigs';
import { fetchFile } from './fileDownload';
import type { Hub } from './hub';
import { readDatasetRepository, type DatasetRepository } from './repository';

export interface DatasetRequest {
  /** Such as `HuggingFaceH4/no_robots`. */
  readonly repository: string;
  /** A branch, a tag or a commit; absent = the main branch. */
  readonly revision?: string;
}

/** A dataset on the hub at a commit. */
export interface RemoteDataset {
  readonly repository: DatasetRepository;
  readonly configs: readonly DatasetConfig[];
}

/** The part of a dataset that is fetched. */
export interface ChosenSplits {
  readonly config: string;
  readonly splits: readonly DatasetSplit[];
}

/** @throws DeitaError as `readDatasetRepository`, `downloadFailed` for one without files of rows */
export async function readDataset({ repository, revision }: DatasetRequest, hub: Hub): Promise<RemoteDataset> {
  const found = await readDatasetRepository(repository, revision, hub);
  const configs = configsOf(found.card, found.files).filter(({ splits }) => splits.length > 0);
  if (configs.length === 0) throw fault('noHubData', { dataset: repository });
  return { repository: found, configs };
}

/**
 * The splits that are meant.
 * @param config absent = the only one, or the one that the dataset calls its default
 * @param split absent = all of the config
 * @throws DeitaError `usage` naming what there is
 */
export function chooseSplits(
  { repository: { name: dataset }, configs }: RemoteDataset,
  { config, split }: { readonly config?: string; readonly split?: string },
): ChosenSplits {
  const names = listOf(configs);
  const chosen = config === undefined ? onlyConfig(configs) : configs.find(({ name }) => name === config);
  if (chosen === undefined) {
    throw config === undefined
      ? fault('severalHubConfigs', { dataset, found: names })
      : fault('noHubConfig', { dataset, config, found: names });
  }
  if (split === undefined) return { config: chosen.name, splits: chosen.splits };
  const found = chosen.splits.filter(({ name }) => name === split);
  if (found.length > 0) return { config: chosen.name, splits: found };
  throw fault('noHubSplit', { dataset, split, config: chosen.name, found: listOf(chosen.splits) });
}

function onlyConfig(configs: readonly DatasetConfig[]): DatasetConfig | undefined {
  return configs.length === 1 ? configs[0] : configs.find(({ isDefault }) => isDefault);
}

function listOf(named: readonly { readonly name: string }[]): string {
  return named.map(({ name }) => name).join(', ');
}

export interface SplitsDownload {
  readonly dataset: RemoteDataset;
  readonly splits: readonly DatasetSplit[];
  readonly folder: string;
  readonly hub: Hub;
  /** Whether files that stand there with another content are replaced. */
  readonly overwrite: boolean;
  /** Gets bytes. */
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Brings the files of splits into a folder, by their paths in the repository. What is there and whole is not fetched
 * again, and what an earlier try brought of a file is gone on with.
 * @throws DeitaError `outputExists` before anything is fetched, `hubUnreachable`, `downloadFailed`, `cancelled`
 */
export async function downloadSplits(download: SplitsDownload): Promise<void> {
  const { dataset, splits, folder, hub, overwrite, onProgress } = download;
  const { repository } = dataset;
  const files = [...new Set(splits.flatMap((split) => split.files))];
  const targets = files.map((file) => ({ file, target: targetOf(folder, file.path) }));
  for (const { file, target } of overwrite ? [] : targets) {
    if ((await fileExists(target)) && !(await matchesChecksum(target, file)))
      throw fault('outputExists', { file: target });
  }
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const onBytes = (bytes: number): void => onProgress((done += bytes), total);
  for (const { file, target } of targets) await fetchFile({ repository, file, target, hub, onBytes });
}

/** Where a file of the repository stands in a folder. */
export function targetOf(folder: string, file: string): string {
  return path.join(folder, ...file.split('/'));
}
