import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openCacheStore, type CacheStore } from '../../../src/storage/cacheStore';
import { clearCacheFolder } from '../../../src/storage/clearFolder';
import type { FolderProbes } from '../../../src/storage/fileSystem';
import { localFolderFor } from '../../../src/storage/localFolder';
import { temporaryFolder } from '../../support/temporaryFolder';

const KEY = Buffer.alloc(20, 1);
const EXT4 = 0xef53;
const NFS = 0x6969;

describe('clearCacheFolder', () => {
  const folder = temporaryFolder();
  const local: FolderProbes = probes(() => EXT4);
  const shared: FolderProbes = probes((existing) => (existing === folder.path('cache') ? NFS : EXT4));

  function probes(fileSystemType: (existing: string) => number): FolderProbes {
    return {
      platform: 'linux',
      fileSystemType,
      get localFolder() {
        return folder.path('local');
      },
      userId: process.getuid?.() ?? null,
    };
  }

  function open(where: FolderProbes): CacheStore {
    return openCacheStore({ cacheDir: folder.path('cache'), warn: () => undefined, probes: where });
  }

  async function fill(where: FolderProbes): Promise<void> {
    const store = open(where);
    store.scores.put(KEY, Uint8Array.of(7));
    store.embeddings.put(KEY, Uint8Array.of(8));
    await store.files.write('index', [Uint8Array.of(9)]);
    await store.selections.write('results', [Uint8Array.of(10)]);
    await store.close();
  }

  for (const [what, where] of [
    ['a local folder', local],
    ['a folder on a network file system, and the local one in its place', shared],
  ] as const) {
    it(`keeps selections and nothing else in ${what}`, async () => {
      await fill(local); // What an earlier version has left in the folder asked for.
      await fill(where);
      await clearCacheFolder(folder.path('cache'), where);
      const store = open(where);
      assert.equal(store.scores.get(KEY), undefined);
      assert.equal(store.embeddings.get(KEY), undefined);
      assert.equal(await store.files.read('index'), undefined);
      assert.deepEqual([...((await store.selections.read('results')) ?? [])], [10]);
      await store.close();
      assert.deepEqual(readdirSync(folder.path('cache')), where === local ? EMPTY_CACHE : ['selections-v1']);
    });
  }

  it('has nothing to do where nothing was kept', async () => {
    await clearCacheFolder(folder.path('cache'), local);
    assert.equal(existsSync(folder.path('cache')), false);
  });

  it('deletes nothing through a link that stands in place of the local folder', async function () {
    if (process.platform === 'win32') this.skip();
    await fill(shared);
    const theirs = localFolderFor(folder.path('cache'), shared) ?? '';
    rmSync(path.dirname(theirs), { recursive: true });
    mkdirSync(folder.path('precious'));
    symlinkSync(folder.path('precious'), path.dirname(theirs));
    mkdirSync(theirs);
    writeFileSync(path.join(theirs, 'file'), 'mine');
    await clearCacheFolder(folder.path('cache'), shared);
    assert.equal(readFileSync(path.join(theirs, 'file'), 'utf8'), 'mine');
  });
});

const EMPTY_CACHE = ['content-v1.mdb', 'content-v1.mdb-lock', 'selections-v1'];
