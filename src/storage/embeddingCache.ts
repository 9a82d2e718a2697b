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

  /** Copies the embedding into `target` (length `dimensions`). @returns whether there is one */
  read(key: Buffer, target: Float32Array): boolean {
    const bytes = this.blobs.get(key);
    if (bytes?.byteLength !== this.dimensions * 4) return false;
    new Uint8Array(target.buffer, target.byteOffset, target.byteLength).set(bytes);
    return true;
  }

  write(key: Buffer, embedding: Float32Array): void {
    this.blobs.put(key, new Uint8Array(embedding.buffer, embedding.byteOffset, embedding.byteLength));
  }
}
