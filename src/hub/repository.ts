import { listFiles, modelInfo } from '@huggingface/hub';
import { REPOSITORY_NAME } from '../common/hub';
import { fault } from '../messages/say';
import { type Hub, hubParameters, orHubError } from './hub';

/** A file of a repository at a commit. */
export interface RemoteFile {
  /** Relative to the repository, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  /** What its content is checked against: SHA-256 of large files, git's own SHA-1 of small ones. */
  readonly checksum: { readonly kind: 'sha256' | 'git'; readonly hex: string };
}

export interface Repository {
  /** Such as `sentence-transformers/all-MiniLM-L6-v2`. */
  readonly name: string;
  /** The commit that the revision stands for now. */
  readonly commit: string;
  /** As its model card names it; null when it names none. */
  readonly license: string | null;
  readonly files: readonly RemoteFile[];
}

const LICENSE_TAG = 'license:';

/** @throws DeitaError `usage`, `hubUnreachable`, `downloadFailed` when there is no such repository, `cancelled` */
export async function readRepository(name: string, hub: Hub): Promise<Repository> {
  if (!REPOSITORY_NAME.test(name) || name.includes('..')) {
    throw fault('noHubName', { model: name });
  }
  return orHubError(name, hub, async () => {
    const parameters = hubParameters(hub);
    const info = await modelInfo({ name, additionalFields: ['sha', 'cardData', 'tags'], ...parameters });
    const files: RemoteFile[] = [];
    for await (const entry of listFiles({ repo: name, revision: info.sha, recursive: true, ...parameters })) {
      const file = entry.type === 'file' && isInside(entry.path) ? toFile(entry) : undefined;
      if (file !== undefined) files.push(file);
    }
    return { name, commit: info.sha, license: licenseOf(info.cardData, info.tags), files };
  });
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
  const names = Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
  return names.find((tag) => tag.startsWith(LICENSE_TAG))?.slice(LICENSE_TAG.length) ?? null;
}
