import type { ModelIdentity } from '../common/modelIdentity';
import type { BlobStore } from './blobStore';
import { withChecksum, withoutChecksum } from './checksum';
import { contentKey } from './contentKey';

/** What one model answered to one question about texts, by their content: JSON and a checksum. */
export class TurnValueCache<Value> {
  /** @param question part of the model's identity, so that no two share a key */
  constructor(
    private readonly blobs: BlobStore,
    private readonly question: ModelIdentity,
  ) {}

  keyOf(texts: readonly string[]): Buffer {
    return contentKey(this.question, ...texts);
  }

  /** @returns undefined when nothing is kept, or the bytes are not those that were */
  get(key: Buffer): Value | undefined {
    const value = this.blobs.get(key);
    const bytes = value && withoutChecksum(value);
    if (bytes === undefined) return undefined;
    try {
      return JSON.parse(Buffer.from(bytes).toString('utf8')) as Value;
    } catch {
      return undefined;
    }
  }

  put(key: Buffer, value: Value): void {
    this.blobs.put(key, withChecksum(Buffer.from(JSON.stringify(value))));
  }
}
