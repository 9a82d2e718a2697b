/** 32-bit FNV-1a over UTF-16 code units, finished with a mixing step so that low bits are usable on their own. */
export function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Hash of two neighbouring words from the words' own hashes; the order matters. */
export function hashPair(first: number, second: number): number {
  const hash = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
