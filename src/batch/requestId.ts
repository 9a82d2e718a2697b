import type { BatchPart } from '../protocol/batch';

const PREFIXES: Readonly<Record<BatchPart, string>> = { complexity: 'c-', quality: 'q-', embeddings: 'e-' };

/** A request's id: what it asks for, and the content key of exactly what it asks about. 42 characters; servers take 64. */
export function requestId(part: BatchPart, key: Buffer): string {
  return PREFIXES[part] + key.toString('hex');
}

/** The content key in an id, if the id is one of this part. */
export function keyIn(part: BatchPart, id: string): Buffer | undefined {
  const prefix = PREFIXES[part];
  const hex = id.slice(prefix.length);
  return id.startsWith(prefix) && /^[0-9a-f]{40}$/.test(hex) ? Buffer.from(hex, 'hex') : undefined;
}
