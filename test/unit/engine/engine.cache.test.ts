import assert from 'node:assert/strict';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SELECTIONS_FOLDER } from '../../../src/storage/selectionsFolder';
import { allRows, EngineFixture, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';
import { StubModels } from './stubModels';

describe('engine: what is kept', () => {
  const fixture = new EngineFixture();

  it('reuses every score and embedding with another threshold and budget', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(60, 20)));
    const engine = fixture.start();
    const info = await engine.request('dataset/open', { path: file });
    const first = await select(engine, info, { budget: -1 });
    assert.deepEqual(first.computed, { turnsScored: 60, rowsEmbedded: 60 });
    const second = await select(engine, info, { budget: 7, threshold: 0.5 });
    assert.deepEqual([second.computed.turnsScored, second.computed.rowsEmbedded], [0, 0]);
    assert.equal(second.counts.selected, 7);
  });

  it('keeps scores, embeddings and the last selection for the next engine', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(60, 20)));
    const cacheDir = fixture.folder.path('cache');
    const first = fixture.start(new StubModels(), cacheDir);
    const summary = await select(first, await first.request('dataset/open', { path: file }), { budget: -1 });
    await first.dispose();

    const models = new StubModels();
    const second = fixture.start(models, cacheDir);
    const info = await second.request('dataset/open', { path: file });
    assert.deepEqual(info.selection, summary);
    const rows = await allRows(second, info);
    assert.equal(rows.filter(({ status }) => status === 'selected').length, summary.counts.selected);
    assert.equal((await select(second, info, { budget: 4 })).counts.selected, 4);
    assert.deepEqual([models.scored, models.embedded], [[], []]);
  });

  it('shows a selection of an earlier version, which called the families of its models otherwise', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(60, 20)));
    const cacheDir = fixture.folder.path('cache');
    const first = fixture.start(new StubModels(), cacheDir);
    const summary = await select(first, await first.request('dataset/open', { path: file }), { budget: -1 });
    await first.dispose();
    const kept = path.join(cacheDir, SELECTIONS_FOLDER);
    for (const name of await readdir(kept)) {
      const bytes = (await readFile(path.join(kept, name))).toString('latin1');
      const former = bytes.replaceAll('"kind":"built-in"', '"kind":"embedded"'); // Of the same length, as it happens.
      assert.notEqual(former, bytes);
      await writeFile(path.join(kept, name), former, 'latin1');
    }

    const second = fixture.start(new StubModels(), cacheDir);
    const info = await second.request('dataset/open', { path: file });
    assert.deepEqual(info.selection, summary);
  });

  it('drops the kept selection when the file has changed, and computes only the changed rows', async () => {
    const rows = poolRows(30, 10);
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(rows));
    const cacheDir = fixture.folder.path('cache');
    const first = fixture.start(new StubModels(), cacheDir);
    await select(first, await first.request('dataset/open', { path: file }), { budget: -1 });
    await first.dispose();

    await writeFile(file, toJsonLines(rows.map((row, at) => (at === 7 ? { ...row, output: 'another' } : row))));
    const models = new StubModels();
    const second = fixture.start(models, cacheDir);
    const info = await second.request('dataset/open', { path: file });
    assert.equal(info.selection, null);
    const summary = await select(second, info, { budget: -1 });
    assert.deepEqual(summary.computed, { turnsScored: 1, rowsEmbedded: 1 });
    assert.deepEqual(models.scored, ['topic7 question number 7']);
  });

  it('takes up rows appended to an open file with the next job', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(10)));
    const engine = fixture.start();
    const info = await engine.request('dataset/open', { path: file });
    await select(engine, info, { budget: -1 });
    await appendFile(file, toJsonLines([{ instruction: 'fresh row', output: 'x' }]));
    const summary = await select(engine, info, { budget: -1 });
    assert.equal(summary.counts.rows, 11);
    assert.equal(summary.computed.turnsScored, 1);
  });

  it('works without a cache that cannot be opened, and says so', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(3)));
    const blocked = await fixture.folder.write('blocked', 'a file where the folder should be');
    const engine = fixture.start(new StubModels(), blocked);
    const warned = new Promise<string>((resolve) => {
      engine.on('log', ({ message, notify }) => notify === true && resolve(message));
    });
    assert.match(await warned, /cannot be used .*the work goes on/);
    const info = await engine.request('dataset/open', { path: file });
    assert.equal((await select(engine, info)).counts.selected, 3);
  });
});
