import { open } from 'lmdb';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { openCacheStore } from '../../../src/storage/cacheStore';
import { LOCAL_DISK } from '../../../src/storage/cacheDisk';

/** What has to be done with a database in another process. */
const TASKS: Readonly<Record<string, (argument: string) => void | Promise<void>>> = {
  /** Holds the lock of the file's writers until it is killed. */
  holdLock(file) {
    const root = open({ path: file, encoding: 'binary', keyEncoding: 'binary', maxDbs: 4, noSubdir: true });
    root.transactionSync(() => {
      process.send?.('held');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });
  },

  /** Looks everything up in every database of a folder, then writes some. */
  async readAll(folder) {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.mdb'))) {
      const openDatabase = () => LOCAL_DISK.openDatabase(path.join(folder, name));
      const cacheDir = path.join(folder, `${name}-cache`);
      const store = openCacheStore({ cacheDir, warn: () => undefined, disk: { ...LOCAL_DISK, openDatabase } });
      for (let n = 0; n < 450; n++) {
        const key = Buffer.alloc(20);
        key.writeUInt32BE(n, 8);
        store.scores.get(key);
        store.embeddings.get(key);
        store.scores.put(key, key);
      }
      await store.close();
    }
  },
};

void (async () => {
  const [, , task = '', argument = ''] = process.argv;
  await TASKS[task]?.(argument);
  process.disconnect();
})();
