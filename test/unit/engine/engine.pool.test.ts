import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PoolMember } from '../../../src/dataset/containers/pool/poolFile';
import type { JobProgress } from '../../../src/protocol/jobProgress';
import { inEnglish } from '../../../src/messages/wording';
import { EngineFixture } from './engineFixture';

const ROW = '{"instruction":"Name a river.","output":"The Elbe."}\n';

describe('engine: making a pool', () => {
  const fixture = new EngineFixture();

  async function files(): Promise<{ readonly folder: string; readonly single: string }> {
    const single = await fixture.folder.write('single.json', `[${ROW}]`);
    const folder = fixture.folder.path('more');
    await mkdir(folder);
    for (const name of ['b.jsonl', 'a.jsonl']) await writeFile(path.join(folder, name), ROW);
    return { folder, single };
  }

  it('holds files and the datasets of folders once each, by relative paths and hashes, and opens as all their rows', async () => {
    const engine = fixture.start();
    const { folder, single } = await files();
    const outputPath = fixture.folder.path('all.deita-pool.json');
    const sources = [single, folder, path.join(folder, 'a.jsonl')];
    const shown: JobProgress[] = [];
    const onProgress = (progress: JobProgress): unknown => shown.push(progress);
    const made = await engine.request('pool/make', { sources, outputPath, overwrite: false }, { onProgress });
    assert.deepEqual(made, { outputPath, files: 3 });
    const pool = JSON.parse(await readFile(outputPath, 'utf8')) as { files: readonly PoolMember[] };
    const sha256 = createHash('sha256').update(ROW).digest('hex');
    assert.deepEqual(
      pool.files.map((member) => member.path),
      ['single.json', 'more/a.jsonl', 'more/b.jsonl'],
    );
    assert.deepEqual(pool.files[1], { path: 'more/a.jsonl', sha256 });
    assert.deepEqual([shown.at(-1)?.stage, shown.at(-1)?.done, shown.at(-1)?.total], ['pool', 3, 3]);
    const { datasetId } = await engine.request('dataset/open', { path: outputPath });
    const { rows, container } = await engine.request('dataset/inspect', { datasetId, mostProblems: 0 });
    assert.deepEqual([rows, inEnglish(container)], [3, 'pool of 3 files']);
  });

  it('replaces neither what stands there unasked, nor a file of the pool when asked', async () => {
    const engine = fixture.start();
    const { single } = await files();
    const there = await fixture.folder.write('there.deita-pool.json', 'mine');
    const make = (outputPath: string, overwrite: boolean) =>
      engine.request('pool/make', { sources: [single], outputPath, overwrite });
    await assert.rejects(make(there, false), { code: 'outputExists' });
    await assert.rejects(make(single, true), { code: 'usage' });
    assert.deepEqual([await readFile(there, 'utf8'), await readFile(single, 'utf8')], ['mine', `[${ROW}]`]);
    await make(there, true);
    assert.match(await readFile(there, 'utf8'), /"deitaPool": 1/);
  });

  it('says what holds no dataset', async () => {
    const empty = fixture.folder.path('empty');
    await mkdir(empty);
    const outputPath = fixture.folder.path('none.deita-pool.json');
    const making = fixture.start().request('pool/make', { sources: [empty], outputPath, overwrite: false });
    await assert.rejects(making, { code: 'fileNotFound' });
  });
});
