import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createEngine } from '../../../src/engine/engine';
import { EngineClient } from '../../../src/engine/engineClient';
import type { DatasetInfo, SelectionSummary } from '../../../src/protocol/dataset';
import type { JobProgress } from '../../../src/protocol/jobProgress';
import { logText } from '../../../src/protocol/log';
import type { EngineStatus } from '../../../src/protocol/notifications';
import type { EngineApi } from '../../../src/protocol/requests';
import { begin, ClientFixture, selectThirty } from './clientFixture';
import { EMBEDDED, type Report } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';
import { StubModels } from './stubModels';

describe('EngineClient', () => {
  const fixture = new ClientFixture();
  const { folder, processes } = fixture;

  async function rowsOfReport(engine: EngineApi, { datasetId }: DatasetInfo): Promise<Report['rows']> {
    const outputPath = folder.path('report.json');
    await engine.request('dataset/report', { datasetId, outputPath, overwrite: true });
    return (JSON.parse(await readFile(outputPath, 'utf8')) as Report).rows;
  }

  function nextStatus(client: EngineClient, state: EngineStatus['state']): Promise<EngineStatus> {
    return new Promise((resolve) => {
      client.on('engineStatus', (status) => status.state === state && resolve(status));
    });
  }

  it('answers like an engine in this process: results, progress, typed errors, notifications', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(100, 40)));
    const client = await fixture.start();
    const changed: DatasetInfo[] = [];
    client.on('datasetChanged', (info) => changed.push(info));
    const info = await client.request('dataset/open', { path: file });
    const seen: JobProgress[] = [];
    const summary = await selectThirty(client, info, (progress) => seen.push(progress));
    assert.equal(summary.counts.selected, 30);
    assert.deepEqual([...new Set(seen.map(({ stage }) => stage))], ['score', 'select']);
    assert.deepEqual(changed.at(-1)?.selection, summary);
    await assert.rejects(client.request('row/detail', { datasetId: info.datasetId, rowIndex: 100 }), {
      name: 'DeitaError',
      code: 'rowOutOfRange',
      hint: 'Rows go from 0 to 99.',
    });
    await assert.rejects(client.request('dataset/open', { path: folder.path('none.jsonl') }), { code: 'fileNotFound' });
  });

  it('lets go of answers that nobody holds any more', async () => {
    const client = await fixture.start();
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(10, 40)));
    const { datasetId } = await client.request('dataset/open', { path: file });
    const request = { datasetId, firstLine: 1, lastLine: 3 };
    const answer = new WeakRef(await client.request('row/byLines', request));
    await client.request('row/byLines', request);
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    for (let round = 0; round < 20 && answer.deref() !== undefined; round++) {
      await sleep(20); // A turn of the event loop lets go of what was looked at.
      collectGarbage();
    }
    assert.equal(answer.deref(), undefined);
  });

  it('cancels what runs in the other process', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(2000)));
    const client = await fixture.start({ modelDir: fixture.hold('score', 100) });
    const info = await client.request('dataset/open', { path: file });
    const abort = new AbortController();
    const params = { datasetId: info.datasetId, budget: -1, threshold: 0.9, scorer: EMBEDDED, embedder: EMBEDDED };
    const running = client.request('dataset/select', params, {
      signal: abort.signal,
      onProgress: ({ done }) => {
        if (done <= 100) return;
        abort.abort();
        fixture.goOn();
      },
    });
    await assert.rejects(running, { name: 'DeitaError', code: 'cancelled' });
    assert.equal((await selectThirty(client, info)).counts.selected, 30);
  });

  it('goes on after being killed in mid-job, with the result of an undisturbed run', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(600, 50)));
    const undisturbed = createEngine({ cacheDir: null, modelDir: '', threads: null }, { models: new StubModels() });
    const expectedInfo = await undisturbed.request('dataset/open', { path: file });
    const expected = await selectThirty(undisturbed, expectedInfo);
    const expectedRows = await rowsOfReport(undisturbed, expectedInfo);
    await undisturbed.dispose();

    const client = await fixture.start({ modelDir: fixture.hold('score', 300) });
    const states: string[] = [];
    client.on('engineStatus', ({ state }) => states.push(state));
    const info = await client.request('dataset/open', { path: file });
    // Once while it scores and once while it walks the pool.
    const summary: SelectionSummary = await selectThirty(client, info, ({ stage, done }) => {
      if (stage === 'score' && done >= 300 && states.length === 0) fixture.hold('embed', 0);
      else if (stage === 'select' && states.length === 2) fixture.goOn();
      else return;
      fixture.killEngine();
    });
    assert.deepEqual(states, ['crashed', 'restarted', 'crashed', 'restarted']);
    assert.deepEqual(summary.counts, expected.counts);
    assert.deepEqual(await rowsOfReport(client, info), expectedRows);
    assert.equal(summary.computed.turnsScored, 0, 'scores of the killed runs were kept');
  });

  it('restores open datasets and views before anything else is answered', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(50, 10)));
    const client = await fixture.start();
    const { datasetId } = await client.request('dataset/open', { path: file });
    const info = await client.request('dataset/open', { path: file });
    const summary = await selectThirty(client, info);
    const query = { sort: { column: 'evolScore', descending: true } } as const;
    await client.request('view/set', { datasetId, viewId: 'v', query });
    const page = { datasetId, viewId: 'v', start: 3, count: 5 };
    const before = await client.request('view/rows', page);
    const restored = new Promise<DatasetInfo>((resolve) => client.on('datasetChanged', resolve));
    fixture.killEngine();
    assert.deepEqual((await restored).selection, summary);
    assert.deepEqual(await client.request('view/rows', page), before);
    await client.request('dataset/close', { datasetId });
    assert.deepEqual(await client.request('view/rows', page), before, 'it was open twice');
    await client.request('dataset/close', { datasetId });
    await assert.rejects(client.request('view/rows', page), { code: 'datasetNotOpen' });
  });

  it('says which jobs were sent again after a crash, and logs every start and end of an engine', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(600, 50)));
    const client = fixture.client({ modelDir: fixture.hold('score', 300) });
    const log: string[] = [];
    client.on('log', (entry) => log.push(`${entry.level} ${logText(entry)}`));
    const info = await client.request('dataset/open', { path: file });
    const idle = nextStatus(client, 'restarted');
    const crashed = nextStatus(client, 'crashed');
    fixture.killEngine();
    await crashed;
    // Asked for after the crash: nothing that was running.
    const running = selectThirty(client, info, ({ stage, done }) => {
      if (stage !== 'score' || done < 300 || processes.length > 2) return;
      fixture.goOn();
      fixture.killEngine();
    });
    assert.equal((await idle).resent, undefined);
    assert.deepEqual((await nextStatus(client, 'restarted')).resent, ['dataset/select']);
    assert.equal((await running).counts.selected, 30);
    const afterwards = nextStatus(client, 'restarted');
    fixture.killEngine();
    assert.equal((await afterwards).resent, undefined);
    assert.equal(log.filter((line) => /^info engine started deita=\S+ node=/.test(line)).length, 4);
    assert.equal(log.filter((line) => /^error The engine ended unexpectedly \(.+\)\./.test(line)).length, 3);
    assert.ok(log.includes('info The engine was started again; sent again: dataset/select.'));
    assert.ok(log.some((line) => /^info job done method=dataset\/select .*selected=30/.test(line)));
  });

  it('answers requests made while the engine is down', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(5)));
    const client = await fixture.start();
    const { datasetId } = await client.request('dataset/open', { path: file });
    const crashed = nextStatus(client, 'crashed');
    fixture.killEngine();
    const early = client.request('row/detail', { datasetId, rowIndex: 2 });
    await crashed;
    const late = client.request('row/detail', { datasetId, rowIndex: 2 });
    assert.equal((await early).rowIndex, 2);
    assert.equal((await late).rowIndex, 2);
  });

  it('gives up a request that ends the engine every time, and not the engine', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(5)));
    const client = await fixture.start({ modelDir: 'crash at detail' });
    const { datasetId } = await client.request('dataset/open', { path: file });
    await assert.rejects(client.request('row/detail', { datasetId, rowIndex: 2 }), { code: 'engineStopped' });
    const rows = await client.request('row/byLines', { datasetId, firstLine: 1, lastLine: 2 });
    assert.equal(rows.length, 2);
  });

  it('says so when the engine cannot be started', async () => {
    const saying = { code: 'engineStopped', message: /^The engine did not start: / };
    await assert.rejects(fixture.start({ modelDir: 'crash at start' }), saying);
    const options = { cacheDir: null, modelDir: '', threads: null, nodePath: folder.path('no-node') };
    await assert.rejects(begin(new EngineClient(() => options)), saying);
  });

  it('ends the process when it is disposed of, and with the parent', async () => {
    const client = await fixture.start();
    const [child] = processes;
    assert.ok(child !== undefined);
    const ended = once(child, 'exit');
    const pending = client.request('row/detail', { datasetId: 'none', rowIndex: 0 });
    pending.catch(() => undefined);
    await client.dispose();
    await ended;
    await assert.rejects(client.request('row/detail', { datasetId: 'none', rowIndex: 0 }), { code: 'engineStopped' });
    const orphan = fixture.fork();
    await once(orphan, 'spawn');
    const orphanEnded = once(orphan, 'exit');
    orphan.disconnect();
    await orphanEnded;
  });
});
