import { downloadFile } from '@huggingface/hub';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeFolder } from '../common/makeFolder';
import { throwIfAborted } from '../common/errors';
import { sleep } from '../common/sleep';
import { fault } from '../messages/say';
import { matchesChecksum } from './checksum';
import { type Hub, hubParameters, isLasting, orHubError, PAUSES_MS } from './hub';
import { designationOf, type RemoteFile, type Repository } from './repository';

export interface FileDownload {
  readonly repository: Repository;
  readonly file: RemoteFile;
  readonly target: string;
  readonly hub: Hub;
  /** Gets how many bytes came in, or were there already. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * Brings a file to `target`, unless it is there. What has come stays in a file beside it when the download stops, and
 * the next one goes on from there; its name holds the checksum, so that parts of another version are never joined.
 * @throws DeitaError `downloadFailed` when the content is not what the hub promises, `hubUnreachable`, `cancelled`
 */
export async function fetchFile(download: FileDownload): Promise<void> {
  const { file, target, onBytes } = download;
  if (await matchesChecksum(target, file)) {
    onBytes(file.bytes);
    return;
  }
  const part = `${target}.${file.checksum.hex.slice(0, 16)}.part`;
  await makeFolder(path.dirname(target));
  onBytes(Math.min(file.bytes, await sizeOf(part)));
  await completePart(download, part);
  if (!(await matchesChecksum(part, file))) {
    await rm(part, { force: true });
    throw fault('damagedDownload', { file: file.path, model: download.repository.name });
  }
  await rename(part, target);
}

/** A cut connection is taken up again, as long as each try brings something new. */
async function completePart(download: FileDownload, part: string): Promise<void> {
  const { file, hub } = download;
  const { pausesMs = PAUSES_MS } = hub;
  let failures = 0;
  for (let size = await sizeOf(part); size !== file.bytes || size === 0; size = await sizeOf(part)) {
    throwIfAborted(hub.signal);
    if (size > file.bytes) await rm(part);
    try {
      await orHubError(download.repository, hub, () => append(download, part, size > file.bytes ? 0 : size));
      if (file.bytes === 0) return;
    } catch (error) {
      if (isLasting(error)) throw error;
      failures = (await sizeOf(part)) > size ? 1 : failures + 1;
      const pause = pausesMs[failures - 1];
      if (pause === undefined) throw error;
      await sleep(pause, hub.signal);
    }
  }
}

async function append({ repository, file, hub, onBytes }: FileDownload, part: string, start: number): Promise<void> {
  const parameters = hubParameters(hub, file.bytes);
  const blob = await downloadFile({
    repo: designationOf(repository),
    path: file.path.split('/').map(encodeURIComponent).join('/'), // The library puts it into the URL as it is.
    revision: repository.commit,
    xet: false, // Every mirror serves plain ranges.
    ...parameters,
    fetch: (input, init) => honouringRanges(parameters.fetch, input, init),
  });
  if (blob?.size !== file.bytes) throw fault('otherDownload', { file: file.path });
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      onBytes(chunk.length);
      done(null, chunk);
    },
  });
  const rest = Readable.fromWeb(blob.slice(start).stream());
  await pipeline(rest, counting, createWriteStream(part, { flags: 'a' }));
}

/** A server that sends the whole file when asked for the rest would spoil what is already there. */
async function honouringRanges(
  send: typeof fetch,
  input: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
): Promise<Response> {
  const response = await send(input, init);
  if (response.status !== 200 || !new Headers(init?.headers).has('range')) return response;
  await response.body?.cancel();
  throw fault('noRanges', { origin: new URL(response.url).origin });
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0;
}
