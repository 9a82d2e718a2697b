import { datasetInfo, listFiles, modelInfo, type RepoDesignation } from '@huggingface/hub';
import { REPOSITORY_NAME } from '../common/hub';
import { fault } from '../messages/say';
import { type Hub, type HubItem, hubParameters, patiently } from './hub';

/** A file of a repository at a commit. */
export interface RemoteFile {
  /** Relative to the repository, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  /** What its content is checked against: SHA-256 of large files, git's own SHA-1 of small ones. */
  readonly checksum: { readonly kind: 'sha256' | 'git'; readonly hex: string };
}

export interface Repository extends HubItem {
  /** The commit that the revision stands for now. */
  readonly commit: string;
  /** As its card names it; null when it names none. */
  readonly license: string | null;
  readonly files: readonly RemoteFile[];
}

export interface DatasetRepository extends Repository {
  /** The metadata of its card, as its author wrote them. */
  readonly card: unknown;
  /** Whether its terms are to be accepted first. */
  readonly isGated: boolean;
}

const LICENSE_TAG = 'license:';
const FIELDS = ['sha', 'cardData', 'tags'] as const;

/**
 * A model's repository.
 * @param name such as `sentence-transformers/all-MiniLM-L6-v2`
 * @throws DeitaError `usage`, `hubUnreachable`, `downloadFailed` when there is no such repository, `cancelled`
 */
export async function readRepository(name: string, hub: Hub): Promise<Repository> {
  if (!isName(name)) throw fault('noHubName', { model: name });
  const item: HubItem = { kind: 'model', name };
  return patiently(item, hub, async () => {
    const info = await modelInfo({ name, additionalFields: [...FIELDS], ...hubParameters(hub) });
    return repositoryOf(item, info, hub);
  });
}

/**
 * A dataset's repository.
 * @param revision a branch, a tag or a commit; undefined = its main branch
 * @throws DeitaError as `readRepository`
 */
export async function readDatasetRepository(
  name: string,
  revision: string | undefined,
  hub: Hub,
): Promise<DatasetRepository> {
  if (!isName(name)) throw fault('noHubDatasetName', { dataset: name });
  const item: HubItem = { kind: 'dataset', name };
  return patiently(item, hub, async () => {
    const info = await datasetInfo({
      name,
      additionalFields: [...FIELDS],
      ...(revision === undefined ? {} : { revision }),
      ...hubParameters(hub),
    });
    return { ...(await repositoryOf(item, info, hub)), card: info.cardData, isGated: Boolean(info.gated) };
  });
}

/** What the hub's library calls it. */
export function designationOf({ kind, name }: HubItem): RepoDesignation {
  return { type: kind, name };
}

function isName(name: string): boolean {
  return REPOSITORY_NAME.test(name) && !name.includes('..');
}

interface Info {
  readonly sha: string;
  readonly cardData?: unknown;
  readonly tags?: unknown;
}

async function repositoryOf(item: HubItem, { sha, cardData, tags }: Info, hub: Hub): Promise<Repository> {
  const files: RemoteFile[] = [];
  const listing = { repo: designationOf(item), revision: sha, recursive: true, ...hubParameters(hub) };
  for await (const entry of listFiles(listing)) {
    const file = entry.type === 'file' && isInside(entry.path) ? toFile(entry) : undefined;
    if (file !== undefined) files.push(file);
  }
  return { ...item, commit: sha, license: licenseOf(cardData, tags), files };
}

interface Entry {
  readonly path: string;
  readonly size: number;
  readonly oid?: string;
  readonly lfs?: { readonly oid: string };
}

function toFile({ path, size, oid, lfs }: Entry): RemoteFile | undefined {
  if (lfs !== undefined) return { path, bytes: size, checksum: { kind: 'sha256', hex: lfs.oid } };
  return oid === undefined ? undefined : { path, bytes: size, checksum: { kind: 'git', hex: oid } };
}

/** A repository's paths become paths on this machine: none may lead out of its folder. */
function isInside(path: string): boolean {
  return !/[\\:]|^\/|\0/.test(path) && !path.split('/').includes('..');
}

function licenseOf(cardData: unknown, tags: unknown): string | null {
  const named = (cardData as { license?: unknown } | undefined)?.license;
  if (typeof named === 'string') return named;
  if (Array.isArray(named) && named.every((each) => typeof each === 'string')) return named.join(', ');
  const names = Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
  return names.find((tag) => tag.startsWith(LICENSE_TAG))?.slice(LICENSE_TAG.length) ?? null;
}
