import type { ModelIdentity } from '../common/modelIdentity';
import type { BlobStore } from './blobStore';
import { contentKey } from './contentKey';

/** Embeddings of one model by content, as raw float32 bytes of the machine (little-endian everywhere Node runs). */
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
    const bytes = this.blobs.get(key);
    if (bytes?.byteLength !== this.dimensions * 4) return undefined;
    // A copy: the database's bytes need not be aligned.
    const embedding = new Float32Array(this.dimensions);
    new Uint8Array(embedding.buffer).set(bytes);
    return embedding;
  }

  write(key: Buffer, embedding: Float32Array): void {
    this.blobs.put(key, new Uint8Array(embedding.buffer, embedding.byteOffset, embedding.byteLength));
  }
}
