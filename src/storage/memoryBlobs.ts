import { Lru } from '../common/lru';
import type { BlobKind, BlobStore } from './blobStore';

/** Lives as long as the process; forgets what was not used for longest beyond `maxBytes`. */
export class MemoryBlobs implements BlobStore {
  private readonly blobs: Lru<string, Uint8Array>;

  constructor(maxBytes: number) {
    this.blobs = new Lru(maxBytes, (value) => value.byteLength + KEY_OVERHEAD);
  }

  get(key: Uint8Array): Uint8Array | undefined {
    return this.blobs.get(asString(key));
  }

  put(key: Uint8Array, value: Uint8Array): void {
    this.blobs.set(asString(key), value.slice());
  }
}

/** Memory in place of a database, within limits that leave room for everything else of a run. */
export function memoryByKind(): Readonly<Record<BlobKind, MemoryBlobs>> {
  return { scores: new MemoryBlobs(128 * 2 ** 20), embeddings: new MemoryBlobs(256 * 2 ** 20) };
}

/** About what one entry costs beyond its value: key string, map slot, typed array. */
const KEY_OVERHEAD = 200;

function asString(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1');
}
