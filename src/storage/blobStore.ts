/** Small binary values by binary key. */
export interface BlobStore {
  /** The value's own bytes: the caller may keep them. */
  get(key: Uint8Array): Uint8Array | undefined;
  /** Never throws: what cannot be kept is told by other means. */
  put(key: Uint8Array, value: Uint8Array): void;
}

export type BlobKind = 'scores' | 'embeddings';

/** One value to keep. */
export interface BlobEntry {
  readonly kind: BlobKind;
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}
