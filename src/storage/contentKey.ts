import { createHash } from 'node:crypto';
import type { ModelIdentity } from '../common/modelIdentity';

/** 160 bits: two different texts share a key with a probability of 1e-30 at a billion texts. */
const KEY_BYTES = 20;

/** Key of what a model said about texts: the same texts in another grouping have another key. */
export function contentKey(model: ModelIdentity, ...texts: readonly string[]): Buffer {
  const hash = createHash('sha256').update(`${model.hash}\n${model.version}`);
  for (const text of texts) hash.update(`\n${text.length}\n`).update(text);
  return hash.digest().subarray(0, KEY_BYTES);
}
