import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openCacheStore, type CacheStore } from '../../../src/storage/cacheStore';
import { inEnglish } from '../../../src/messages/wording';
import type { Message } from '../../../src/common/message';

describe('openCacheStore', () => {
  let folder = '';
  const stores: CacheStore[] = [];
  const warnings: string[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'deita-cache-'));
    warnings.length = 0;
  });
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await rm(folder, { recursive: true, force: true });
  });

  function openStore(cacheDir: string | null = folder, maxEmbeddingBytes?: number): CacheStore {
    const warn = (notice: Message): void => void warnings.push(inEnglish(notice));
    const options = { cacheDir, warn, ...(maxEmbeddingBytes === undefined ? {} : { maxEmbeddingBytes }) };
    const store = openCacheStore(options);
    stores.push(store);
    return store;
  }

  async function fill(store: CacheStore, count: number): Promise<void> {
    for (let n = 0; n < count; n++) store.embeddings.put(key(n), new Uint8Array(2048).fill(n));
    await store.flush();
  }

  async function closeAll(): Promise<void> {
    await Promise.all(stores.splice(0).map((store) => store.close()));
  }

  for (const [name, cacheDir] of [
    ['on disk', undefined],
    ['in memory', null],
  ] as const) {
    it(`gives back what was put, ${name}, in bytes of its own`, async () => {
      const store = openStore(cacheDir === null ? null : folder);
      const value = new Uint8Array([1, 2, 3]);
      store.scores.put(key(1), value);
      value.fill(0);
      await store.flush();
      const first = store.scores.get(key(1));
      assert.deepEqual([...(first ?? [])], [1, 2, 3]);
      store.scores.put(key(2), new Uint8Array([9, 9, 9]));
      await store.flush();
      store.scores.get(key(2));
      assert.deepEqual([...(first ?? [])], [1, 2, 3], 'a later read does not change an earlier result');
      assert.equal(store.scores.get(key(3)), undefined);
      assert.equal(store.embeddings.get(key(1)), undefined, 'kinds are apart');
    });
  }

  it('outlives the process that wrote it being killed', async () => {
    const writer = fork(path.join(__dirname, 'killedWriter.ts'), [folder], {
      execArgv: ['--require', require.resolve('tsx/cjs')],
    });
    await once(writer, 'message');
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    const store = openStore();
    for (let n = 0; n < 100; n++) assert.deepEqual(store.embeddings.get(key(n))?.[0], n);
    store.embeddings.put(key(500), new Uint8Array([5]));
    await store.flush();
    assert.deepEqual(store.embeddings.get(key(500))?.[0], 5);
  });

  it('is shared by processes that use it at the same time', async () => {
    const store = openStore();
    store.embeddings.put(key(1000), new Uint8Array([7]));
    await store.flush();
    const writer = fork(path.join(__dirname, 'killedWriter.ts'), [folder], {
      execArgv: ['--require', require.resolve('tsx/cjs')],
    });
    await once(writer, 'message');
    assert.deepEqual(store.embeddings.get(key(50))?.[0], 50);
    store.embeddings.put(key(1001), new Uint8Array([8]));
    await store.flush();
    assert.deepEqual(store.embeddings.get(key(1001))?.[0], 8);
    writer.kill('SIGKILL');
    await once(writer, 'exit');
  });

  for (const [name, damage] of [
    ['holds something else', (file: string) => writeFile(file, 'x'.repeat(100_000))],
    ['was cut off', (file: string) => truncate(file, 20_000)],
    ['lost its header', zeroHeader],
  ] as const) {
    it(`starts anew when the file ${name}, and keeps the damaged one`, async () => {
      await fill(openStore(), 100);
      await closeAll();
      await damage(path.join(folder, 'content-v1.mdb'));
      const store = openStore();
      assert.match(warnings.join(), /damaged/);
      assert.equal(store.embeddings.get(key(1)), undefined);
      await fill(store, 3);
      assert.deepEqual(store.embeddings.get(key(2))?.[0], 2);
      assert.ok((await readdir(folder)).some((entry) => entry.includes('.damaged-')));
    });
  }

  it('goes on in memory when the folder cannot be made', async () => {
    const blocked = path.join(folder, 'file');
    await writeFile(blocked, '');
    const store = openStore(path.join(blocked, 'cache'));
    assert.equal(store.persistent, false);
    assert.match(warnings.join(), /cannot be used \(a file is where the folder should be\)/);
    store.scores.put(key(1), new Uint8Array([1]));
    assert.deepEqual([...(store.scores.get(key(1)) ?? [])], [1]);
  });

  it('forgets the embeddings, not the scores, at the next opening once they are too many', async () => {
    const store = openStore();
    await fill(store, 200);
    store.scores.put(key(1), new Uint8Array([1]));
    await store.flush();
    await closeAll();
    const kept = openStore(folder, 10_000_000);
    assert.deepEqual(kept.embeddings.get(key(7))?.[0], 7);
    await closeAll();
    const emptied = openStore(folder, 100_000);
    assert.equal(emptied.embeddings.get(key(7)), undefined);
    assert.deepEqual([...(emptied.scores.get(key(1)) ?? [])], [1]);
  });
});

function key(n: number): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.writeUInt32BE(n, 8);
  return bytes;
}

async function zeroHeader(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(4096), 0, 4096, 0);
  await handle.close();
}
