/** The running hash before any code unit. */
export const EMPTY_HASH = 0x811c9dc5;

/** 32-bit FNV-1a over UTF-16 code units, finished with a mixing step so that low bits are usable on their own. */
export function hashText(text: string, seed = EMPTY_HASH): number {
  let hash = seed;
  for (let index = 0; index < text.length; index++) hash = extendHash(hash, text.charCodeAt(index));
  return finishHash(hash);
}

/** Takes one more code unit into a running hash. */
export function extendHash(hash: number, codeUnit: number): number {
  return Math.imul(hash ^ codeUnit, 0x01000193);
}

/** The mixing step at the end of a running hash. @returns 32 bits */
export function finishHash(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Hash of two neighbouring words from the words' own hashes; the order matters. */
export function hashPair(first: number, second: number): number {
  const hash = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
