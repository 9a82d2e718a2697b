import type { ModelIdentity } from '../common/modelIdentity';
import type { BlobStore } from './blobStore';
import { withChecksum, withoutChecksum } from './checksum';
import { contentKey } from './contentKey';

/**
 * Embeddings of one model by content, as raw float32 bytes of the machine (little-endian everywhere Node runs) and
 * their checksum, which values of the first version lack.
 */
export class EmbeddingCache {
  constructor(
    private readonly blobs: BlobStore,
    private readonly model: ModelIdentity,
    private readonly dimensions: number,
  ) {}

  /** @param text in the form that the embedder sees, so that texts it cannot tell apart share an entry */
  keyOf(text: string): Buffer {
    return contentKey(this.model, text);
  }

  read(key: Buffer): Float32Array | undefined {
    const value = this.blobs.get(key);
    const size = this.dimensions * 4;
    const bytes = value?.byteLength === size ? value : value && withoutChecksum(value);
    if (bytes?.byteLength !== size) return undefined;
    // A copy: the database's bytes need not be aligned.
    const embedding = new Float32Array(this.dimensions);
    new Uint8Array(embedding.buffer).set(bytes);
    return embedding;
  }

  write(key: Buffer, embedding: Float32Array): void {
    const bytes = new Uint8Array(embedding.buffer, embedding.byteOffset, embedding.byteLength);
    this.blobs.put(key, withChecksum(bytes));
  }
}
