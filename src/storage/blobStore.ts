/** Small binary values by binary key. */
export interface BlobStore {
  /** The value's own bytes: the caller may keep them. */
  get(key: Uint8Array): Uint8Array | undefined;
  put(key: Uint8Array, value: Uint8Array): void;
}
