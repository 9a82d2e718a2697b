import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { runCommand } from '../host/command';
import { startStub } from '../servers/startStub';
import { DATABASE, RELEASED_CACHES, RELEASED_POOL, releasedRuns } from './runs';

/**
 * Keeps a cache as a released version writes it, for the test that later versions still read it:
 * `npx tsx test/support/releasedCaches/make.ts FOLDER NAME`, with a built checkout of that version and a name such as
 * `0.1.0-f239315`.
 */
async function make(checkout: string, name: string): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'deita-released-'));
  const stub = await startStub({ api: 'vllm' });
  try {
    const pool = path.join(folder, 'pool.jsonl');
    await writeFile(pool, RELEASED_POOL);
    const env = { ...process.env, DEITA_CACHE_DIR: folder };
    for (const args of Object.values(releasedRuns(pool, stub.baseUrl))) {
      console.log(
        await runCommand(process.execPath, [path.join(checkout, 'dist', 'cli.js'), ...args], { cwd: folder, env }),
      );
    }
    const database = gzipSync(await readFile(path.join(folder, DATABASE)), { level: 9 });
    await writeFile(path.join(RELEASED_CACHES, `${name}.mdb.gz`), database);
    console.log(`${name}: ${database.length} bytes`);
  } finally {
    await stub.stop();
    await rm(folder, { recursive: true });
  }
}

const [checkout, name] = process.argv.slice(2);
if (checkout === undefined || name === undefined) throw new Error('Name a checkout and the release.');
void make(checkout, name);
