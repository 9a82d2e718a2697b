import { openCacheStore } from '../../../src/storage/cacheStore';

/** Writes a hundred embeddings, says so, and goes on writing until it is killed. */
async function main(): Promise<void> {
  const store = openCacheStore({ cacheDir: process.argv[2] ?? null, warn: console.error });
  for (let n = 0; ; n++) {
    const key = Buffer.alloc(20);
    key.writeUInt32BE(n, 8);
    store.embeddings.put(key, new Uint8Array(2048).fill(n));
    if (n % 10 === 9) await store.flush();
    if (n === 99) process.send?.('written');
  }
}

void main();
