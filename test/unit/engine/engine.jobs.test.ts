import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import type { Engine } from '../../../src/engine/engine';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import type { JobProgress, JobStage } from '../../../src/protocol/jobProgress';
import type { SelectionRequest } from '../../../src/protocol/selection';
import { allRows, EMBEDDED, EngineFixture, gate, select } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';
import { StubModels } from './stubModels';

describe('engine: jobs', () => {
  const fixture = new EngineFixture();

  it('runs one job a dataset at a time', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(40)));
    const models = new StubModels();
    const engine = fixture.start(models);
    const info = await engine.request('dataset/open', { path: file });
    const { entered, release } = gate(models);
    const first = select(engine, info);
    await entered;
    await assert.rejects(select(engine, info), { code: 'jobRunning' });
    release();
    assert.equal((await first).counts.selected, 5);
    assert.equal((await select(engine, info)).counts.selected, 5);
  });

  it('refuses parameters out of range before it computes anything', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(5)));
    const models = new StubModels();
    const engine = fixture.start(models);
    const info = await engine.request('dataset/open', { path: file });
    for (const wrong of [
      { budget: 0 },
      { budget: 2.5 },
      { budget: -2 },
      { threshold: 1.01 },
      { threshold: Number.NaN },
    ]) {
      await assert.rejects(select(engine, info, wrong), { code: 'usage' });
    }
    assert.deepEqual(models.scored, []);
  });

  it('keeps the previous selection when a run is cancelled', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(40)));
    const models = new StubModels();
    const engine = fixture.start(models);
    const info = await engine.request('dataset/open', { path: file });
    const before = await select(engine, info, { budget: 3 });
    const rowsBefore = await allRows(engine, info);
    const abort = new AbortController();
    const { entered, release } = gate(models);
    const request = { datasetId: info.datasetId, budget: -1, threshold: 0.9, scorer: EMBEDDED, embedder: EMBEDDED };
    const running = engine.request('dataset/select', request, { signal: abort.signal });
    await entered;
    abort.abort();
    release();
    await assert.rejects(running, { code: 'cancelled' });
    const [after] = [await engine.request('dataset/open', { path: file })];
    assert.deepEqual(after.selection, before);
    assert.deepEqual(await allRows(engine, info), rowsBefore);
    assert.equal((await select(engine, info, { budget: -1 })).counts.selected, 40);
  });

  const start: Readonly<Record<string, (engine: Engine, info: DatasetInfo) => Promise<unknown>>> = {
    'dataset/score': (engine, { datasetId }) => engine.request('dataset/score', { datasetId, scorer: EMBEDDED }),
    'dataset/select': select,
    'dataset/embed': (engine, { datasetId }) => engine.request('dataset/embed', { datasetId, embedder: EMBEDDED }),
    'dataset/nearDuplicates': (engine, { datasetId }) =>
      engine.request('dataset/nearDuplicates', { datasetId, embedder: EMBEDDED, threshold: 0.9 }),
    'dataset/calibrate': (engine, { datasetId }) =>
      engine.request('dataset/calibrate', { datasetId, embedder: EMBEDDED, sampleSize: 10, seed: 1 }),
    'row/neighbours': (engine, { datasetId }) =>
      engine.request('row/neighbours', { datasetId, rowIndex: 0, count: 3, embedder: EMBEDDED }),
  };
  for (const [method, run] of Object.entries(start)) {
    it(`fails when the file changes meanwhile, and then works on what it holds (${method})`, async () => {
      const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(40)));
      const models = new StubModels();
      const engine = fixture.start(models);
      const info = await engine.request('dataset/open', { path: file });
      const { entered, release } = gate(models);
      const running = run(engine, info);
      await entered;
      await writeFile(file, toJsonLines(poolRows(60)));
      release();
      await assert.rejects(running, { code: 'fileChanged' });
      await run(engine, info);
      assert.equal((await engine.request('dataset/open', { path: file })).rowCount, 60);
    });
  }

  it('reports progress that never falls and ends complete, stage by stage', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(100)));
    const engine = fixture.start();
    const { datasetId } = await engine.request('dataset/open', { path: file });
    const seen: JobProgress[] = [];
    await engine.request(
      'dataset/select',
      { datasetId, budget: 10, threshold: null, scorer: EMBEDDED, embedder: EMBEDDED },
      { onProgress: (progress) => seen.push(progress) },
    );
    assert.deepEqual([...new Set(seen.map(({ stage }) => stage))], ['score', 'select']);
    for (const stage of ['score', 'select']) {
      const done = seen.filter((progress) => progress.stage === stage);
      assert.deepEqual(
        done.map((progress) => progress.done),
        done.map((progress) => progress.done).sort((a, b) => a - b),
      );
      assert.equal(done.at(-1)?.done, done.at(-1)?.total);
    }
  });

  const chosen = { budget: 10, rankBy: 'turns', embedder: EMBEDDED };
  const STAGES: readonly (readonly [SelectionRequest, readonly JobStage[]])[] = [
    [{ ...chosen, strategy: 'k-center' }, ['embed', 'select']],
    [{ ...chosen, strategy: 'facility-location', alpha: 0.7 }, ['embed', 'cluster', 'select']],
    [{ ...chosen, strategy: 'mig' }, ['embed', 'cluster', 'select']],
    [{ ...chosen, strategy: 'none' }, ['select']],
  ];
  for (const [request, stages] of STAGES) {
    it(`names what is done to all rows before any is chosen: ${request.strategy}`, async () => {
      const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(300)));
      const engine = fixture.start();
      const { datasetId } = await engine.request('dataset/open', { path: file });
      const seen: JobProgress[] = [];
      await engine.request('dataset/select', { datasetId, ...request }, { onProgress: (told) => seen.push(told) });
      assert.deepEqual([...new Set(seen.map(({ stage }) => stage))], stages);
      const embedding = seen.filter(({ stage }) => stage === 'embed').at(-1);
      if (embedding !== undefined) assert.deepEqual([embedding.done, embedding.total], [300, 300]);
      assert.deepEqual([seen.at(-1)?.done, seen.at(-1)?.total], [10, 10]);
    });
  }

  it('refuses requests after it was stopped, and ends what was running', async () => {
    const file = await fixture.folder.write('pool.jsonl', toJsonLines(poolRows(40)));
    const models = new StubModels();
    const engine = fixture.start(models);
    const info = await engine.request('dataset/open', { path: file });
    const { entered, release } = gate(models);
    const running = select(engine, info);
    running.catch(() => undefined);
    await entered;
    const stopping = engine.dispose();
    release();
    await stopping;
    await assert.rejects(running, { code: 'cancelled' });
    await assert.rejects(engine.request('dataset/open', { path: file }), { code: 'engineStopped' });
    assert.ok(models.disposed);
  });
});
