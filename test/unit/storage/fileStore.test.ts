import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { LOCAL_DISK } from '../../../src/storage/cacheDisk';
import { CacheHealth } from '../../../src/storage/cacheProblem';
import { FileStore } from '../../../src/storage/fileStore';
import { inEnglish } from '../../../src/messages/wording';

describe('FileStore', () => {
  let folder = '';
  const warnings: string[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'deita-files-'));
    warnings.length = 0;
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  function store(where = path.join(folder, 'kept'), earlier?: FileStore): FileStore {
    const health = new CacheHealth(folder, (notice) => void warnings.push(inEnglish(notice)));
    return new FileStore(where, LOCAL_DISK, health, earlier);
  }

  it('gives back what was written, whole, under its name', async () => {
    await store().write('a', [Buffer.from('one '), new Uint8Array(), Buffer.from('two')]);
    await store().write('b', [Buffer.from('other')]);
    assert.equal((await store().read('a'))?.toString(), 'one two');
    assert.equal(await store().read('c'), undefined);
  });

  it('leaves nothing half written behind', async () => {
    await store().write('a', [Buffer.from('x')]);
    await store().write('a', [Buffer.from('y')]);
    assert.equal((await readdir(path.join(folder, 'kept'))).length, 1);
    assert.equal((await store().read('a'))?.toString(), 'y');
  });

  it('warns instead of failing when it cannot write', async () => {
    const blocked = path.join(folder, 'file');
    await writeFile(blocked, '');
    await store(path.join(blocked, 'kept')).write('a', [Buffer.from('x')]);
    assert.equal(warnings.length, 1);
  });

  it('moves what an older version kept elsewhere, so that it outlives that place', async () => {
    const earlier = store(path.join(folder, 'earlier'));
    await earlier.write('a', [Buffer.from('x')]);
    const moved = store(undefined, earlier);
    assert.equal((await moved.read('a'))?.toString(), 'x');
    await rm(path.join(folder, 'earlier'), { recursive: true });
    assert.equal((await moved.read('a'))?.toString(), 'x');
  });

  it('removes what killed processes left unfinished', async () => {
    await store().write('a', [Buffer.from('x')]);
    const leftover = path.join(folder, 'kept', 'abc.bin.123.tmp');
    await writeFile(leftover, 'half');
    await store().removeUnused();
    assert.equal((await readdir(path.join(folder, 'kept'))).length, 2, 'another process may be writing it');
    const daysAgo = new Date(Date.now() - 2 * 24 * 3600 * 1000);
    await utimes(leftover, daysAgo, daysAgo);
    await store().removeUnused();
    assert.equal((await readdir(path.join(folder, 'kept'))).length, 1);
  });

  it('removes what was not used for a long time', async () => {
    await store().write('old', [Buffer.from('x')]);
    const [file] = await readdir(path.join(folder, 'kept'));
    const longAgo = new Date(Date.now() - 100 * 24 * 3600 * 1000);
    await utimes(path.join(folder, 'kept', file ?? ''), longAgo, longAgo);
    await store().write('new', [Buffer.from('y')]);
    await store().removeUnused();
    assert.equal(await store().read('old'), undefined);
    assert.equal((await store().read('new'))?.toString(), 'y');
  });
});
