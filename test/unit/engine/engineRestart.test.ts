import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rename } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DatasetInfo } from '../../../src/protocol/dataset';
import { logText } from '../../../src/protocol/log';
import type { EngineNotifications } from '../../../src/protocol/notifications';
import { begin, ClientFixture, selectThirty } from './clientFixture';
import { EMBEDDED } from './engineFixture';
import { poolRows, toJsonLines } from './poolFiles';

const ROWS = 600;
const BY_SCORE = { sort: { column: 'evolScore', descending: true } } as const;

describe('EngineClient, started again on purpose', () => {
  const fixture = new ClientFixture();
  const { folder, processes } = fixture;

  it('goes on with the job that runs, from the cache', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(ROWS, 50)));
    const client = fixture.client({ modelDir: fixture.hold('score', ROWS / 2) });
    const states: string[] = [];
    client.on('engineStatus', ({ state }) => states.push(state));
    const info = await client.request('dataset/open', { path: file });
    let restarting: Promise<void> | undefined;
    const summary = await selectThirty(client, info, ({ stage, done }) => {
      if (stage !== 'score' || done < ROWS / 2) return;
      restarting ??= client.restart(() => {
        fixture.goOn();
        assert.notEqual(processes[0]?.signalCode ?? processes[0]?.exitCode, null, 'the first engine has ended by then');
        return Promise.resolve();
      });
    });
    await restarting;
    assert.equal(processes.length, 2);
    assert.deepEqual(states, [], 'nobody is told of a crash');
    assert.equal(summary.counts.selected, 30);
    const scoredAgain = summary.computed.turnsScored;
    assert.ok(scoredAgain <= ROWS / 2, `${scoredAgain} turns were scored by the second engine`);
  });

  it('takes the options that it is given then', async () => {
    let modelDir = 'crash at start';
    const client = fixture.client({
      get modelDir() {
        return modelDir;
      },
    });
    await assert.rejects(begin(client), { code: 'engineStopped' });
    modelDir = '';
    await client.restart();
    await begin(client);
  });

  it('keeps open datasets, their views and kept selections', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(50, 10)));
    const client = await fixture.start();
    const info = await client.request('dataset/open', { path: file });
    const { datasetId } = info;
    const summary = await selectThirty(client, info);
    await client.request('view/set', { datasetId, viewId: 'v', query: BY_SCORE });
    const page = { datasetId, viewId: 'v', start: 3, count: 5 };
    const before = await client.request('view/rows', page);
    const restored = new Promise<DatasetInfo>((resolve) => client.on('datasetChanged', resolve));
    await client.restart();
    assert.deepEqual((await restored).selection, summary);
    assert.deepEqual(await client.request('view/rows', page), before);
  });

  it('shows open selections as before when the cache is cleared, and embeds again', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(50, 10)));
    const client = await fixture.start();
    const info = await client.request('dataset/open', { path: file });
    const summary = await selectThirty(client, info);
    const { datasetId } = info;
    await client.request('view/set', { datasetId, viewId: 'v', query: BY_SCORE });
    const page = { datasetId, viewId: 'v', start: 0, count: 50 };
    const before = await client.request('view/rows', page);
    const restored = new Promise<DatasetInfo>((resolve) => client.on('datasetChanged', resolve));
    await client.clearCache();
    assert.deepEqual((await restored).selection, summary);
    assert.deepEqual(await client.request('view/rows', page), before);
    assert.deepEqual((await selectThirty(client, info)).computed, { ...summary.computed, turnsScored: 0 });
  });

  it('leaves a failure while it is down to its caller, and runs again', async () => {
    const client = await fixture.start();
    await assert.rejects(
      client.restart(() => Promise.reject(new Error('no'))),
      /no/,
    );
    await begin(client);
  });

  it('ends every engine but the last when it is asked several times at once', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(ROWS, 50)));
    const client = await fixture.start();
    const info = await client.request('dataset/open', { path: file });
    const running = selectThirty(client, info);
    await Promise.all([client.restart(), client.restart(), client.restart()]);
    assert.equal((await running).counts.selected, 30);
    const alive = processes.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    assert.equal(alive.length, 1);
  });

  it('ends a job that is cancelled while no engine runs', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(ROWS)));
    const client = await fixture.start();
    const { datasetId } = await client.request('dataset/open', { path: file });
    const abort = new AbortController();
    const params = { datasetId, budget: -1, threshold: 0.9, scorer: EMBEDDED, embedder: EMBEDDED };
    const running = client.request('dataset/select', params, { signal: abort.signal });
    let goOn!: () => void;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const restarting = client.restart(() => held);
    abort.abort();
    await assert.rejects(running, { code: 'cancelled' });
    goOn();
    await restarting;
    const summary = await selectThirty(client, await client.request('dataset/open', { path: file }));
    assert.equal(summary.counts.selected, 30);
  });
});

describe('EngineClient, restoring', () => {
  const fixture = new ClientFixture();
  const { folder, processes } = fixture;

  it('sets no view again that was closed, also while no engine ran', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(20)));
    const client = await fixture.start();
    const { datasetId } = await client.request('dataset/open', { path: file });
    for (const viewId of ['kept', 'closed', 'closed later']) {
      await client.request('view/set', { datasetId, viewId, query: BY_SCORE });
    }
    await client.request('view/close', { datasetId, viewId: 'closed' });
    fixture.killEngine();
    await once(processes[0] as NodeJS.EventEmitter, 'exit');
    const closing = client.request('view/close', { datasetId, viewId: 'closed later' });
    const rows = (viewId: string) => client.request('view/rows', { datasetId, viewId, start: 0, count: 5 });
    assert.equal((await rows('kept')).length, 5);
    await closing;
    for (const viewId of ['closed', 'closed later']) await assert.rejects(rows(viewId), { code: 'usage' });
  });

  it('finds a dataset again whose file was away when the engine ended, with as many uses as before', async () => {
    const file = await folder.write('pool.jsonl', toJsonLines(poolRows(20)));
    const client = await fixture.start();
    const { datasetId } = await client.request('dataset/open', { path: file });
    await client.request('dataset/open', { path: file });
    await client.request('view/set', { datasetId, viewId: 'v', query: BY_SCORE });
    const page = { datasetId, viewId: 'v', start: 0, count: 20 };
    const before = await client.request('view/rows', page);
    await rename(file, folder.path('away.jsonl'));
    fixture.killEngine();
    await assert.rejects(client.request('view/rows', page), { code: 'fileNotFound' });
    await client.request('dataset/close', { datasetId });
    await rename(folder.path('away.jsonl'), file);
    assert.deepEqual(await client.request('view/rows', page), before);
    await client.request('dataset/close', { datasetId });
    await assert.rejects(client.request('view/rows', page), { code: 'datasetNotOpen' });
  });

  const phases: Readonly<Record<string, (engine: ChildProcess) => unknown>> = {
    'while it starts': (engine) => engine.kill('SIGKILL'),
    // Its first message is the answer to the handshake: datasets are opened next.
    'while it restores': (engine) => engine.once('message', () => engine.kill('SIGKILL')),
  };
  for (const [phase, kill] of Object.entries(phases)) {
    it(`goes on when the next engine is killed, too, ${phase}`, async () => {
      const file = await folder.write('pool.jsonl', toJsonLines(poolRows(20)));
      const client = await fixture.start({
        fork: () => {
          const engine = fixture.fork();
          if (processes.length === 2) kill(engine);
          return engine;
        },
      });
      const { datasetId } = await client.request('dataset/open', { path: file });
      fixture.killEngine();
      assert.equal((await client.request('row/detail', { datasetId, rowIndex: 3 })).rowIndex, 3);
      assert.equal(processes.length, 3);
    });
  }

  it('tells the first engine what it has to know, and each later one the same', async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.headers.authorization);
      response.setHeader('content-type', 'application/json').end('{"data": []}');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    try {
      let prepared = 0;
      const client = fixture.client({}, async (engine) => {
        prepared++;
        await engine.request('credentials/set', { baseUrl, apiKey: 'first' });
      });
      await client.request('server/models', { baseUrl });
      await client.request('credentials/set', { baseUrl, apiKey: 'changed' });
      await client.restart();
      await client.request('server/models', { baseUrl });
      assert.equal(prepared, 1);
      assert.deepEqual(asked, ['Bearer first', 'Bearer changed']);
    } finally {
      server.close();
    }
  });

  it('runs without what it could not be told, and says so', async () => {
    const client = fixture.client({}, () => Promise.reject(new Error('the keyring is locked')));
    const logged: EngineNotifications['log'][] = [];
    client.on('log', (entry) => logged.push(entry));
    await begin(client);
    assert.match(logged.map(logText).join('\n'), /not told all it has to know.*the keyring is locked/);
  });
});
