import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LOCAL_DISK, type BlobDatabase } from '../../../src/storage/cacheDisk';
import { openCacheStore, type CacheStore, type CacheStoreOptions } from '../../../src/storage/cacheStore';
import { isSoundLmdbFile } from '../../../src/storage/lmdbFile';
import { seededRandom } from '../../support/seededRandom';
import { temporaryFolder } from '../../support/temporaryFolder';
import { inEnglish } from '../../../src/messages/wording';
import type { Message } from '../../../src/common/message';

const FILE = 'content-v1.mdb';

describe('openCacheStore: faults', () => {
  const folder = temporaryFolder();
  const warnings: string[] = [];
  const stores: CacheStore[] = [];
  beforeEach(() => void (warnings.length = 0));
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
  });

  function openStore(options: Partial<CacheStoreOptions> = {}): CacheStore {
    const warn = (notice: Message): void => void warnings.push(inEnglish(notice));
    const store = openCacheStore({ cacheDir: folder.path('cache'), warn, ...options });
    stores.push(store);
    return store;
  }

  /** A disk whose database does something else at times. */
  function withDatabase(change: (database: BlobDatabase) => Partial<BlobDatabase>): CacheStore {
    const openDatabase = (file: string): BlobDatabase => {
      const database = LOCAL_DISK.openDatabase(file);
      const own: BlobDatabase = {
        get: (kind, key) => database.get(kind, key),
        commit: (entries) => database.commit(entries),
        isBusy: () => database.isBusy(),
        isInPlace: () => database.isInPlace(),
        usedBytes: (kind) => database.usedBytes(kind),
        clear: (kind) => database.clear(kind),
        close: () => database.close(),
      };
      return { ...own, ...change(own) };
    };
    return openStore({ disk: { ...LOCAL_DISK, openDatabase } });
  }

  it('goes on in memory when the folder is deleted while it is used', async () => {
    const store = openStore();
    store.scores.put(key(1), Uint8Array.of(1));
    await store.flush();
    assert.deepEqual(warnings, []);
    rmSync(folder.path('cache'), { recursive: true });
    store.scores.put(key(2), Uint8Array.of(2));
    await store.flush();
    store.scores.put(key(3), Uint8Array.of(3));
    assert.deepEqual(
      [1, 2, 3].map((n) => store.scores.get(key(n))?.[0]),
      [1, 2, 3],
    );
    await store.files.write('a', [Uint8Array.of(1)]);
    assert.equal(warnings.length, 1);
    assert.match(warnings.join(), /its files were deleted meanwhile/);
    assert.equal(store.persistent, false);
  });

  it('reads nothing more from a database that fails, and goes on', async () => {
    const failing = { at: Number.POSITIVE_INFINITY };
    const store = withDatabase((database) => ({
      get: (kind, name) => {
        if (--failing.at < 0) throw new Error('MDB_READERS_FULL: Environment maxreaders limit reached');
        return database.get(kind, name);
      },
    }));
    store.embeddings.put(key(1), Uint8Array.of(1));
    await store.flush();
    failing.at = 1;
    const looks = [0, 1].map(() => store.embeddings.get(key(1)));
    assert.deepEqual(
      looks.map((value) => value?.[0]),
      [1, undefined],
    );
    store.embeddings.put(key(2), Uint8Array.of(2));
    assert.deepEqual([...(store.embeddings.get(key(2)) ?? [])], [2]);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /too many processes use it at the same time/);
  });

  it('keeps its values while another process writes, and puts them into the database afterwards', async () => {
    let looks = 0;
    const store = withDatabase(() => ({ isBusy: () => ++looks <= 3 }));
    store.scores.put(key(1), Uint8Array.of(1));
    assert.deepEqual([...(store.scores.get(key(1)) ?? [])], [1]);
    await store.flush();
    assert.equal(looks, 4);
    assert.deepEqual(warnings, []);
    await store.close();
    assert.deepEqual([...(openStore().scores.get(key(1)) ?? [])], [1]);
  });

  it('does not wait for ever for a process that holds the lock of the database', async function () {
    if (process.platform !== 'linux') return this.skip();
    const store = openStore();
    store.scores.put(key(1), Uint8Array.of(1));
    await store.flush();
    const holder = helper('holdLock', folder.path(`cache/${FILE}`));
    await once(holder, 'message');
    try {
      store.scores.put(key(2), Uint8Array.of(2));
      await store.flush();
      assert.deepEqual(
        [1, 2].map((n) => store.scores.get(key(n))?.[0]),
        [1, 2],
      );
      assert.match(warnings.join(), /another process holds its lock/);
      assert.equal(openStore().persistent, false, 'an opening does not wait either');
    } finally {
      holder.kill('SIGKILL');
      await once(holder, 'exit');
    }
    await Promise.all(stores.splice(0).map((open) => open.close()));
    const next = openStore();
    next.scores.put(key(3), Uint8Array.of(3));
    await next.flush();
    assert.equal(next.persistent, true, 'the lock of a killed process is free');
  });

  it('never opens a file in which a look-up would go astray, wherever bytes were changed', async () => {
    const store = openStore();
    for (let n = 0; n < 400; n++) store.scores.put(key(n), new Uint8Array(20).fill(n));
    for (let n = 0; n < 40; n++) store.embeddings.put(key(n), new Uint8Array(4096).fill(n));
    await store.close();
    const sound = readFileSync(folder.path(`cache/${FILE}`));
    mkdirSync(folder.path('damaged'));
    let refused = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const file = folder.path(`damaged/${seed}.mdb`);
      writeFileSync(file, damage(sound, seededRandom(seed)));
      if (isSoundLmdbFile(file)) continue;
      refused++;
      rmSync(file);
    }
    assert.ok(refused > 30 && refused < 150, `${refused} of 150 are refused`);
    const reader = helper('readAll', folder.path('damaged'));
    const [code, signal] = (await once(reader, 'exit')) as [number | null, string | null];
    assert.deepEqual([code, signal], [0, null]);
  });

  it('finds no fault in a file that other processes are writing to', async () => {
    const writer = fork(path.join(__dirname, 'killedWriter.ts'), [folder.path('cache')], {
      execArgv: ['--require', require.resolve('tsx/cjs')],
    });
    await once(writer, 'message');
    for (let look = 0; look < 200; look++) assert.ok(isSoundLmdbFile(folder.path(`cache/${FILE}`)), `look ${look}`);
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    assert.deepEqual(
      readdirSync(folder.path('cache')).filter((name) => name.includes('damaged')),
      [],
    );
  });

  it('is whole after a kill at any moment', async () => {
    for (let kill = 0; kill < 3; kill++) {
      const writer = fork(path.join(__dirname, 'killedWriter.ts'), [folder.path('cache')], {
        execArgv: ['--require', require.resolve('tsx/cjs')],
      });
      await once(writer, 'message');
      writer.kill('SIGKILL');
      await once(writer, 'exit');
      const store = openStore();
      for (let n = 0; n < 100; n++) assert.deepEqual(store.embeddings.get(key(n))?.[0], n, warnings.join());
      await store.close();
    }
    assert.deepEqual(warnings, []);
  });
});

function helper(name: string, argument: string): ChildProcess {
  return fork(path.join(__dirname, 'lmdbHelper.ts'), [name, argument], {
    execArgv: ['--require', require.resolve('tsx/cjs')],
  });
}

/** A few bytes anywhere, and a few at the starts of pages, where LMDB keeps where everything is. */
function damage(bytes: Buffer, random: () => number): Buffer {
  const damaged = Buffer.from(bytes);
  const upTo = (limit: number): number => Math.floor(random() * limit);
  for (let count = upTo(6); count >= 0; count--) damaged[upTo(bytes.length)] = upTo(256);
  for (let count = upTo(40); count > 0; count--) damaged[upTo(bytes.length / 4096) * 4096 + upTo(160)] = upTo(256);
  return damaged;
}

function key(n: number): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.writeUInt32BE(n, 8);
  return bytes;
}
