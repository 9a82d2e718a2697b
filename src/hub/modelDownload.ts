import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../common/makeFolder';
import { OVERRIDES_FILE } from '../common/modelFolder';
import { chooseFiles, type ChosenFiles } from './fileChoice';
import { fetchFile } from './fileDownload';
import type { Hub } from './hub';
import { readRepository, type Repository } from './repository';

/** Says where a model folder came from. */
const DOWNLOAD_RECORD = 'deita.download.json';

export interface ModelRequest {
  /** Such as `BAAI/bge-small-en-v1.5`. */
  readonly repository: string;
  /** A network other than the default, such as `onnx/model_quantized.onnx`. */
  readonly network?: string;
}

export interface RemoteModel {
  readonly repository: string;
  readonly commit: string;
  readonly license: string | null;
  readonly bytes: number;
}

export interface ModelDownload extends ModelRequest {
  readonly hub: Hub;
  /** Folder that holds all downloaded models. */
  readonly modelsFolder: string;
  /** What is known of the model besides its own files, for `deita.model.json`. */
  readonly overrides: Readonly<Record<string, unknown>>;
  readonly onProgress: (done: number, total: number) => void;
}

export interface DownloadedModel extends RemoteModel {
  readonly folder: string;
}

/** What a download would bring. @throws DeitaError like `downloadModel` */
export async function describeModel({ repository, network }: ModelRequest, hub: Hub): Promise<RemoteModel> {
  const found = await readRepository(repository, hub);
  return describe(found, chooseFiles(found, network));
}

/**
 * Brings a model from the hub into a folder of its own; what is there already is checked, not fetched again.
 * @throws DeitaError `usage`, `hubUnreachable`, `downloadFailed`, `cancelled`
 */
export async function downloadModel(download: ModelDownload): Promise<DownloadedModel> {
  const { hub, modelsFolder, onProgress } = download;
  const repository = await readRepository(download.repository, hub);
  const chosen = chooseFiles(repository, download.network);
  const folder = path.join(modelsFolder, folderName(chosen, repository));
  const model = describe(repository, chosen);
  let done = 0;
  const onBytes = (bytes: number): void => onProgress((done += bytes), model.bytes);
  for (const file of chosen.files) {
    const target = path.join(folder, ...file.path.split('/'));
    await fetchFile({ repository, file, target, hub, onBytes });
  }
  await addOverrides(folder, {
    ...(chosen.isDefaultNetwork ? {} : { network: chosen.network }),
    ...download.overrides,
  });
  await writeJson(path.join(folder, DOWNLOAD_RECORD), { ...model, endpoint: hub.endpoint, files: chosen.files });
  return { ...model, folder };
}

function describe({ name, commit, license }: Repository, { files }: ChosenFiles): RemoteModel {
  return { repository: name, commit, license, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

function folderName({ network, isDefaultNetwork }: ChosenFiles, { name }: Repository): string {
  const model = name.replace('/', '--');
  return isDefaultNetwork ? model : `${model}--${path.basename(network, '.onnx')}`;
}

/** What a person, or the repository itself, has written there wins. */
async function addOverrides(folder: string, overrides: Readonly<Record<string, unknown>>): Promise<void> {
  if (Object.keys(overrides).length === 0) return;
  const file = path.join(folder, OVERRIDES_FILE);
  const own = await readFile(file, 'utf8').catch(() => '{}');
  await makeFolder(folder);
  await writeJson(file, { ...overrides, ...(JSON.parse(own) as Record<string, unknown>) });
}

async function writeJson(file: string, content: unknown): Promise<void> {
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
}
