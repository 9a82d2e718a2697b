import { createHash } from 'node:crypto';
import type { ModelIdentity } from '../common/modelIdentity';

/** 160 bits: two different texts share a key with a probability of 1e-30 at a billion texts. */
const KEY_BYTES = 20;
/** Code units that are hashed at a time: their bytes are a copy. */
const HASHED_AT_ONCE = 2 ** 20;

/** Key of what a model said about texts: the same texts in another grouping have another key. */
export function contentKey(model: ModelIdentity, ...texts: readonly string[]): Buffer {
  const hash = createHash('sha256').update(`${model.hash}\n${model.version}`);
  for (const text of texts) {
    hash.update(`\n${text.length}\n`);
    for (const piece of piecesOf(text)) hash.update(piece);
  }
  return hash.digest().subarray(0, KEY_BYTES);
}

/** Cut between characters: half of a surrogate pair has other bytes than its half of the whole. */
function* piecesOf(text: string): Generator<string> {
  let end: number;
  for (let start = 0; start < text.length; start = end) {
    end = Math.min(start + HASHED_AT_ONCE, text.length);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end--;
    yield text.slice(start, end);
  }
}
