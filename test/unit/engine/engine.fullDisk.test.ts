import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createEngine, type Engine } from '../../../src/engine/engine';
import type { CacheDisk } from '../../../src/storage/cacheDisk';
import { seededRandom } from '../../support/seededRandom';
import { FullDisk, type DiskFault } from '../storage/fullDisk';
import { allRows, EMBEDDED, EngineFixture, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';
import { StubModels } from './stubModels';

const SEEDS = 24;
/** Less than what a run of the pool below writes. */
const MOST_ROOM = 9_000;
const FAULTS: readonly DiskFault[] = ['ENOSPC', 'EIO', 'EROFS'];

describe('engine: a cache disk that fails while it runs', () => {
  const fixture = new EngineFixture();

  async function run(cacheDir: string | null, disk?: CacheDisk) {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(60, 20)));
    const engine = createEngine(
      { cacheDir, modelDir: '', threads: null },
      { models: new StubModels(), ...(disk && { disk }) },
    );
    const warnings: string[] = [];
    engine.on('log', ({ level, message, code, answered }) => {
      if ((level === 'warn' || level === 'error') && answered !== true) warnings.push(`${code ?? ''}: ${message}`);
    });
    try {
      return { ...(await everyJob(engine, file)), warnings };
    } finally {
      await engine.dispose();
    }
  }

  async function everyJob(engine: Engine, path: string) {
    const info = await engine.request('dataset/open', { path });
    const { datasetId } = info;
    const { counts } = await select(engine, info, { budget: 12 });
    const rows = await allRows(engine, info);
    const { turnsTruncated } = await engine.request('dataset/score', { datasetId, scorer: EMBEDDED });
    await engine.request('dataset/embed', { datasetId, embedder: EMBEDDED });
    const neighbours = await engine.request('row/neighbours', { datasetId, rowIndex: 3, count: 5, embedder: EMBEDDED });
    const sample = { embedder: EMBEDDED, sampleSize: 20, seed: 1 };
    const { candidates } = await engine.request('dataset/calibrate', { datasetId, ...sample });
    const report = await fixture.report(engine, info);
    return { counts, rows, turnsTruncated, neighbours, candidates, report: report.rows };
  }

  it('selects the same and warns once, whichever byte is the one too many', async () => {
    const { warnings: none, ...expected } = await run(null);
    assert.deepEqual(none, []);
    for (let seed = 1; seed <= SEEDS; seed++) {
      const random = seededRandom(seed);
      const disk = new FullDisk(Math.floor(random() * MOST_ROOM), FAULTS[seed % FAULTS.length]);
      const cacheDir = fixture.folder.path(`cache-${seed}`);
      const { warnings, ...found } = await run(cacheDir, disk);
      assert.ok(disk.isFull, `seed ${seed} fills the disk`);
      assert.deepEqual(found, expected, `seed ${seed}`);
      assert.equal(warnings.length, 1, `seed ${seed}: ${warnings.join(' | ')}`);
      assert.match(warnings[0] ?? '', /^cacheUnusable: .*nothing more is kept/);
      const files = readdirSync(cacheDir, { recursive: true, encoding: 'utf8' });
      assert.deepEqual(
        files.filter((name) => name.endsWith('.tmp')),
        [],
        'nothing half written stays',
      );
      const { warnings: later, ...again } = await run(cacheDir);
      assert.deepEqual(again, expected, `seed ${seed}: what was kept before is whole`);
      assert.deepEqual(later, []);
    }
  });

  it('says what happened and what to do', async () => {
    for (const [fault, words] of [
      ['ENOSPC', 'the disk is full'],
      ['EROFS', 'the file system is read-only'],
      ['EIO', 'the disk reports an error'],
    ] as const) {
      const { warnings } = await run(fixture.folder.path(`cache-${fault}`), new FullDisk(100, fault));
      assert.match(warnings.join(), new RegExp(`\\(${words}\\)`));
    }
  });
});
