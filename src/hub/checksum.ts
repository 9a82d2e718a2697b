import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { RemoteFile } from './repository';

/** Whether a file on disk has the content that the hub promises. */
export async function matchesChecksum(path: string, { checksum, bytes }: RemoteFile): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found?.size !== bytes) return false;
  const hash = createHash(checksum.kind === 'sha256' ? 'sha256' : 'sha1');
  // Git hashes a file after a line that says what it is.
  if (checksum.kind === 'git') hash.update(`blob ${bytes}\0`);
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex') === checksum.hex;
}
